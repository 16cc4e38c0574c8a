"""The frames of the invented pages: how common site builders lay a page out; $slots for the rest."""
# ruff: noqa: E501  markup is easier to read in long lines

# top, before, body, after, side, bottom. Furniture inside the body is the body's own affair.
TUNING = {
    "wordpress, classic theme": """
<div id="page"><div id="header"><h1 class="site-title"><a href="/">The Example Blog</a></h1>
<div id="nav"><ul><li><a href="/">Home</a></li><li><a href="/about">About</a></li></ul></div>$top</div>
<div id="content" class="narrowcolumn">$before<div class="post" id="post-11"><h2>$title</h2>
<small>March 27th, 2026</small><div class="entry">$body</div>$after</div></div>
<div id="sidebar">$side</div><div id="footer">$bottom</div></div>""",
    "wordpress, block theme": """
<div class="wp-site-blocks"><header class="wp-block-template-part">$top</header>
<main class="wp-block-group is-layout-flow" id="wp--skip-link--target">$before
<h1 class="wp-block-post-title">$title</h1>
<div class="entry-content wp-block-post-content is-layout-constrained">$body</div>$after</main>
<div class="wp-block-group">$side</div><footer class="wp-block-template-part">$bottom</footer></div>""",
    "blogger": """
<div class="content"><div class="content-outer"><header><div class="header section" id="header">
$top</div></header><div class="main-outer"><div class="columns"><div class="column-center-inner">
<div class="main section" id="main">$before<div class="widget Blog" id="Blog1">
<div class="blog-posts hfeed"><div class="date-outer"><div class="post hentry">
<h3 class="post-title entry-title">$title</h3><div class="post-header"></div>
<div class="post-body entry-content" id="post-body-1">$body</div></div></div>$after</div></div></div></div>
<div class="column-right-inner"><aside>$side</aside></div></div></div>
<footer>$bottom</footer></div></div>""",
    "tables of 1999": """
<table width="760" align="center"><tr><td colspan="3">$top</td></tr><tr><td width="140" valign="top">
<font size="2"><a href="news.htm">News</a><br><a href="links.htm">Links</a></font>$side</td>
<td valign="top"><font face="Arial" size="5">$title</font>$before<font face="Arial" size="2">$body</font>
$after</td></tr><tr><td colspan="3">$bottom</td></tr></table>""",
    "department": """
<div id="global-header">$top</div><div class="govuk-width-container">$before
<main role="main" id="content" class="govuk-main-wrapper"><div class="govuk-grid-row">
<div class="govuk-grid-column-two-thirds"><h1 class="gem-c-title__text">$title</h1>
<div class="gem-c-govspeak govuk-govspeak"><div class="govspeak">$body</div></div>$after</div>
<div class="govuk-grid-column-one-third">$side</div></div></main></div>
<footer class="gem-c-layout-footer">$bottom</footer>""",
    "council": """
<div class="container">$top<div class="row"><div class="col-md-8"><h1>$title</h1>$before
<div class="editor">$body</div>$after</div><div class="col-md-4">$side</div></div>
<div class="row">$bottom</div></div>""",
    "drupal": """
<div class="layout-container"><header role="banner">$top</header><main role="main">
<div class="layout-content"><div class="region region-content">$before
<div class="node node--type-news node--view-mode-full"><h1 class="page-title">$title</h1>
<div class="node__content"><div class="field field--name-body field--type-text-with-summary
field__item">$body</div></div></div>$after</div></div>
<div class="region region-sidebar-second">$side</div></main><div role="contentinfo">$bottom</div></div>""",
    "form around all": """
<form method="post" action="./p.aspx" id="aspnetForm"><div id="s4-workspace"><div id="masthead">$top</div>
<div id="contentBox"><div class="ms-rtestate-field"><h2>$title</h2>$before<div class="ArticleText">
$body</div>$after</div><div class="RightColumn">$side</div></div><div id="base">$bottom</div></div></form>""",
    "script-made names": """
<div id="__next"><div class="css-0"><div class="css-1p5r">$top</div><div class="css-h3k2">
<div class="css-9z">$before<h1 class="css-t1">$title</h1><div class="css-2b7">$body</div>$after</div>
<div class="css-77">$side</div></div><div class="css-f00">$bottom</div></div></div>""",
}
HELD_OUT = {
    "page builder": """
<div class="sqs-layout" id="siteWrapper"><header id="header">$top</header><div id="page"><section>
<div class="blog-item-wrapper">$before<div class="blog-item-title"><h1>$title</h1></div>
<div class="blog-item-content-wrapper"><div class="sqs-block html-block"><div class="sqs-block-content">
$body</div></div></div>$after</div></section><section>$side</section></div>
<footer id="footer-sections">$bottom</footer></div>""",
    "widget builder": """
<div class="elementor elementor-location-header">$top</div><div class="elementor elementor-location-single
post"><section class="elementor-section"><div class="elementor-container">
<div class="elementor-column elementor-col-66"><div class="elementor-widget-wrap">$before
<div class="elementor-widget elementor-widget-theme-post-title"><h1>$title</h1></div>
<div class="elementor-element elementor-widget elementor-widget-theme-post-content">
<div class="elementor-widget-container">$body</div></div>$after</div></div>
<div class="elementor-column elementor-col-33">$side</div></div></section></div>
<div class="elementor elementor-location-footer">$bottom</div>""",
    "newspaper": """
<header class="site-header">$top</header><main><article class="story"><header><h1>$title</h1>
<p class="byline">By Robin Example</p></header>$before<div class="story__body">$body</div>
<footer>$after</footer></article><div class="rail">$side</div></main><div class="foot">$bottom</div>""",
    "joomla": """
<div class="body"><div class="container"><div class="header">$top</div><div class="row-fluid">
<main id="content" role="main" class="span9">$before<div class="item-page" itemscope>
<div class="page-header"><h2 itemprop="headline">$title</h2></div>
<div itemprop="articleBody">$body</div>$after</div></main><div id="aside" class="span3">$side</div></div>
</div><div class="footer">$bottom</div></div>""",
    "static generator": """
<header class="site-header" role="banner"><div class="wrapper">$top</div></header>
<main class="page-content" aria-label="Content"><div class="wrapper">$before
<article class="post h-entry"><header class="post-header"><h1 class="post-title">$title</h1></header>
<div class="post-content e-content">$body</div>$after</article>$side</div></main>
<footer class="site-footer h-card">$bottom</footer>""",
    "members' magazine": """
<div class="gh-site"><div class="gh-head">$top</div><main class="gh-main">$before
<article class="gh-article post"><h1 class="gh-article-title">$title</h1>
<section class="gh-content gh-canvas">$body</section></article>$after</main><div>$side</div>
<div class="gh-foot">$bottom</div></div>""",
    "think tank": """
<div class="off-canvas"><div class="top-strip">$top</div><div class="publication"><div class="grid">
<div class="grid__main">$before<h1>$title</h1><div class="rich-text">$body</div>$after</div>
<div class="grid__aside">$side</div></div></div><div class="lower">$bottom</div></div>""",
    "divs and no names": """
<div><div>$top</div><div>$before<h2>$title</h2><div>$body</div>$after</div><div>$side</div>
<div>$bottom</div></div>""",
    "handmade": """
<center>$top</center><h1>$title</h1>$before
$body
<hr>$after<hr>$side<p><small>$bottom</small></p>""",
}
