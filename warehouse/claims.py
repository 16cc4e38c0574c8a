"""Who asks which publisher: several machines poll at once, and each host hears one of them."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from zlib import crc32

from records import Lake, Place
from warehouse import lake_pen


class Claims:
    """The hosts that this machine may ask; everything where the warehouse is a file."""

    def __init__(self, desk: lake_pen.Desk | None) -> None:
        self._desk = desk
        self._ours: set[str] = set()

    def take(self, hosts: Iterable[str]) -> frozenset[str]:
        """Return those of some hosts that no other machine asks now; they are ours till the end.

        Call it with the warehouse open for writing, as what is due was read: whoever had a
        host before has then saved what he read there.

        Args:
            hosts: Of addresses, as ``host:port`` where there is a port.

        Raises:
            WarehouseBroken: if the connection that holds our hosts is gone.
        """
        wanted = frozenset(hosts)
        if self._desk is None:
            return wanted
        new = {_number(host): host for host in sorted(wanted - self._ours)}
        self._ours |= {new[number] for number in self._desk.take(new)}
        return wanted & self._ours


EVERY = Claims(None)


@contextmanager
def claims(place: Place) -> Iterator[Claims]:
    """Hold claims for as long as one poll; they are freed however the process dies.

    Raises:
        WarehouseUnusable: if the Postgres of a lake cannot be reached.
    """
    if not isinstance(place, Lake):
        yield EVERY
        return
    with lake_pen.desk(place) as desk:
        yield Claims(desk)


def _number(host: str) -> int:
    return crc32(host.encode()) & 0x7FFFFFFF
