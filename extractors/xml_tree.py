"""The bytes of an XML document become a tree; nothing outside of them is ever read."""

from lxml import etree


def grow(body: bytes) -> etree._Element | None:
    """Return the root of a document, read as leniently as it can be; None: it is no XML.

    Entities stay as they are written, no DTD and no address is opened, and libxml2 keeps to
    its limits of depth and size. Foreign code: call it in a worker process only.
    """
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        recover=True,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(body, parser=parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
