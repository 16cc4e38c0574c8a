"""How publishers mark and introduce their boxes; half of it is held out while rules are made."""

# How publishers mark their boxes: by telling names, by HTML's own elements, not at all, by names
# that a build tool made, or by names of a design system that say nothing of the purpose.
HANDS = ("named", "semantic", "plain", "hashed", "system")

NAMES = {
    "latest": ("latest-news", "widget widget_recent_entries", "sidebar-news", "news-ticker"),
    "related": ("related-posts", "jp-relatedposts", "yarpp-related", "you-may-like"),
    "most_read": ("most-read", "popular-posts", "trending-list", "top-stories"),
    "newsletter": ("newsletter-signup", "mc4wp-form-fields", "subscribe-box", "email-capture"),
    "cookies": ("cookie-notice", "cc-window", "gdpr-bar", "consent-layer"),
    "comments": ("comments-area", "comment-thread", "disqus-replies", "responses"),
    "author": ("author-bio", "about-author", "contributor", "written-by"),
    "tags": ("tag-links", "post-categories", "filed-under", "topics-list"),
    "about": ("site-intro", "about-us", "boilerplate", "blog-description"),
    "breadcrumb": ("breadcrumbs", "crumb-trail", "you-are-here", "path"),
    "share": ("share-buttons", "addtoany", "social-links", "sharing"),
    "more": ("read-more", "inline-promo", "see-also", "wp-block-embed"),
    "promo": ("promo-box", "callout", "cta-panel", "in-article-ad"),
    "carousel": ("carousel", "slider", "swiper-wrapper", "hero-rotator"),
    "neighbours": ("post-navigation", "nav-links", "pager", "prev-next"),
    "events": ("upcoming-events", "widget_events", "whats-on", "diary"),
    "join": ("join-banner", "donate-appeal", "membership-cta", "support-us"),
    "notice": ("alert-banner", "site-notice", "announcement", "service-status"),
}
SYSTEM = ("c-panel", "o-layout__item", "m-block", "tile-group", "region-b", "u-stack", "component")
# Headings and lead-ins: those of the tuning half | those of the half held out.
WORDINGS = {
    "latest": ("Latest news|Recent posts|News", "More news|In the news|The latest"),
    "related": (
        "Related articles|You may also like|See also",
        "More on this|Read next|Keep reading",
    ),
    "most_read": ("Most read|Trending now", "Popular this week|Most viewed"),
    "newsletter": ("Sign up for our newsletter|Subscribe", "Get our weekly email|Stay in touch"),
    "comments": (
        "3 comments|Comments",
        "3 thoughts on “Twelve areas”|Join the conversation|Have your say",
    ),
    "author": ("About the author|Robin Example", "Written by|The author|Contributor"),
    "tags": ("Tags|Filed under", "Topics|Categories:"),
    "about": ("About us|Welcome to my blog", "Who we are|About the union"),
    "share": ("Share this|", "Spread the word|Share on"),
    "more": ("Read more: |Related: ", "See also: |READ MORE \N{EN DASH} |More on this: "),
    "promo": ("Our new report|Conference 2026", "Special offer|Listen now"),
    "events": ("Upcoming events|Events", "What’s on|Diary dates"),
    "join": ("Join us today|Support our work", "Become a member|Donate"),
}
HASHED = ("css-1q8x2k", "sc-bdVaJa kRzMnw", "_3fGh1", "jsx-2871", "styles_wrap__a8Kq2")
SEMANTIC = {
    **dict.fromkeys(("breadcrumb", "neighbours", "tags"), "nav"),
    **dict.fromkeys(("latest", "most_read", "author", "promo", "more", "events"), "aside"),
    "cookies": 'div role="dialog" aria-label="Cookies"',
}
