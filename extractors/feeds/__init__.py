"""What a source announces, in whatever form: RSS, pages of links, WordPress, sitemaps."""
