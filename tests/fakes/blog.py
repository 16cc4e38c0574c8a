"""A publisher with a long past, and the ways back to it: on one loopback server."""

import json
from datetime import UTC, datetime, timedelta
from html import escape
from urllib.parse import parse_qs, urlsplit

from tests.fakes.web import Answer, FakeWeb, Request

NEWEST = datetime(2026, 11, 20, 9, tzinfo=UTC)
EVERY = timedelta(days=7)  # between two posts
TEXT = (
    "The branch met on Tuesday and spoke about the new depot, its hours and who is to keep "
    "the keys. Members asked for a rota that leaves room for school runs and for rest.",
    "The next meeting is in the library. Tea is served, and the minutes of the last meeting "
    "lie on the table by the door for all who wish to read them.",
)


class Blog:
    """Posts one week apart, the newest first: post 0 is of NEWEST."""

    def __init__(self, web: FakeWeb, posts: int, *, folder: str = "/", a_page: int = 4) -> None:
        self.web = web
        self.folder = folder
        self.a_page = a_page
        self.posts = list(range(posts))
        self.texts = dict.fromkeys(self.posts, TEXT)
        self.has_dates = True
        for number in self.posts:
            web.script(self.path(number), self._page)

    def path(self, number: int) -> str:
        """Return the path of a post."""
        return f"{self.folder}post-{number}-of-the-branch"

    def url(self, number: int) -> str:
        """Return the address of a post."""
        return self.web.url + self.path(number)

    def guid(self, number: int) -> str:
        """Return what names a post in a feed, whatever its address."""
        return f"{self.web.url}{self.folder}?p={number}"

    @staticmethod
    def day(number: int) -> datetime:
        """Return when a post was published."""
        return NEWEST - number * EVERY

    def asked(self) -> list[str]:
        """Return the paths of all posts that were asked for, in order."""
        known = {self.path(number) for number in self.posts}
        return [path for path in self.web.paths() if path in known]

    def feed(self, chosen: list[int], head: str = "") -> Answer:
        """Return an RSS document of some posts."""
        items = "".join(
            f"<item><title>Week {n}: the branch met</title><link>{self.url(n)}</link>"
            f"<guid isPermaLink='false'>{self.guid(n)}</guid>"
            + (f"<pubDate>{self.day(n):%a, %d %b %Y %H:%M:%S} +0000</pubDate>" * self.has_dates)
            + "</item>"
            for n in chosen
        )
        body = (
            '<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>'
            f"<title>Blog</title>{head}{items}</channel></rss>"
        )
        return Answer(body=body, content_type="application/rss+xml")

    def with_pages(self, path: str = "/feed/") -> str:
        """Offer a WordPress feed that pages by ``paged``; return its address."""
        head = "<generator>https://wordpress.org/?v=6.8</generator>"

        def answer(request: Request) -> Answer:
            number = _number(request, "paged")
            chosen = self.posts[(number - 1) * self.a_page : number * self.a_page]
            return self.feed(chosen, head) if chosen else Answer(status=404)

        return self.web.script(path, answer)

    def with_json(self) -> str:
        """Offer the posts as WordPress's JSON; return the address."""

        def answer(request: Request) -> Answer:
            ask = parse_qs(urlsplit(request.path).query)
            size, after = int(ask["per_page"][0]), ask.get("after", [""])[0]
            found = [n for n in self.posts if f"{self.day(n):%Y-%m-%dT%H:%M:%S}" > after]
            number = _number(request, "page")
            pages = -(-len(found) // size)
            if number > pages:
                return Answer(status=400, body='{"code":"rest_post_invalid_page_number"}')
            body = [
                {
                    "id": n,
                    "date_gmt": f"{self.day(n):%Y-%m-%dT%H:%M:%S}",
                    "modified_gmt": f"{self.day(n):%Y-%m-%dT%H:%M:%S}",
                    "link": self.url(n),
                    "guid": {"rendered": self.guid(n)},
                    "title": {"rendered": f"Week {n}: the branch met"},
                    "excerpt": {"rendered": "<p>The branch met.</p>"},
                }
                for n in found[(number - 1) * size : number * size]
            ]
            return Answer(
                body=json.dumps(body),
                content_type="application/json",
                headers={"X-WP-TotalPages": str(pages)},
            )

        return self.web.script("/wp-json/wp/v2/posts", answer)

    def with_search(self, organisation: str) -> str:
        """Offer the posts as GOV.UK's search does; return the feed of the organisation."""

        def answer(request: Request) -> Answer:
            start = int(parse_qs(urlsplit(request.path).query)["start"][0])
            results = [
                {
                    "title": f"Week {n}: the branch met",
                    "link": self.path(n),
                    "description": "The branch met.",
                    "public_timestamp": self.day(n).isoformat(),
                }
                for n in self.posts[start : start + 100]
            ]
            return Answer(body=json.dumps({"results": results}), content_type="application/json")

        self.web.script("/api/search.json", answer)
        path = f"/government/organisations/{organisation}.atom"
        self.web.routes[path] = self.feed(self.posts[: self.a_page])
        return self.web.url + path

    def with_links(self, relation: str) -> str:
        """Offer a feed whose documents name the older one; return its address."""
        groups = [
            self.posts[at : at + self.a_page] for at in range(0, len(self.posts), self.a_page)
        ]
        for number, chosen in enumerate(groups):
            older = f"{self.web.url}/doc-{number + 1}.xml"
            link = f'<atom:link rel="{relation}" href="{older}"/>'
            is_last = number + 1 == len(groups)
            self.web.routes[f"/doc-{number}.xml"] = self.feed(chosen, "" if is_last else link)
        return f"{self.web.url}/doc-0.xml"

    def sitemap(self, path: str, chosen: list[int], more: str = "") -> str:
        """Offer a sitemap of some posts; return its address."""
        rows = "".join(
            f"<url><loc>{self.url(n)}</loc><lastmod>{self.day(n):%Y-%m-%d}</lastmod></url>"
            for n in chosen
        )
        return self.web.put(path, _sitemap("urlset", rows + more), content_type="text/xml")

    def index(self, path: str, **children: str) -> str:
        """Offer an index of sitemaps, each with its day; return its address."""
        rows = "".join(
            f"<sitemap><loc>{self.web.url}/{name}.xml</loc><lastmod>{day}</lastmod></sitemap>"
            for name, day in children.items()
        )
        return self.web.put(path, _sitemap("sitemapindex", rows), content_type="text/xml")

    def with_listing(self, path: str = "/news") -> str:
        """Offer pages of links that lead from one to the next; return the first."""

        def answer(request: Request) -> Answer:
            number = _number(request, "page")
            chosen = self.posts[(number - 1) * self.a_page : number * self.a_page]
            cards = "".join(
                f"<li><h3><a href='{self.path(n)}'>Post {n} of the branch</a></h3></li>"
                for n in chosen
            )
            has_more = number * self.a_page < len(self.posts)
            more = f"<p><a href='{path}?page={number + 1}'>Older posts</a></p>" * has_more
            return Answer(body=f"<html><body><main><ul>{cards}</ul>{more}</main></body></html>")

        return self.web.script(path, answer)

    def _page(self, request: Request) -> Answer:
        number = int(request.path.removeprefix(self.folder).split("-")[1])
        title = f"The branch in week {number}"
        text = "".join(f"<p>{escape(one)}</p>" for one in self.texts[number])
        return Answer(
            body=f"<html><head><title>{title}</title>"
            f'<meta property="article:published_time" content="{self.day(number).isoformat()}">'
            f"</head><body><main><article><h1>{title}</h1>{text}"
            f"<p>This is text number {number}.</p></article></main></body></html>"
        )


def _number(request: Request, name: str) -> int:
    return int(parse_qs(urlsplit(request.path).query).get(name, ["1"])[0])


def _sitemap(root: str, rows: str) -> str:
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    return f'<?xml version="1.0"?><{root} xmlns="{space}">{rows}</{root}>'
