"""Example photos of the country pack, taken in once per installation and shared by every shop.

Opening a shop then only inserts rows. The first person who needs a picture waits for it; everybody who comes
meanwhile waits for the same work instead of repeating it.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from sandbox.extensions import db
from sandbox.media.intake import MAX_WORKERS, IntakePool
from sandbox.media.photo import PhotoRefused, TakenPhoto
from sandbox.media.store import MediaStore
from sandbox.packs.loader import Pack, Trade
from sandbox.shops.models import ExamplePhoto
from sandbox.web.transaction import outside_transaction

_preparing = threading.Lock()


def files_of(trade: Trade) -> tuple[str, ...]:
    """The photo files a new shop of this trade needs, each once."""
    return tuple(dict.fromkeys([trade.picture, *(product.photo for product in trade.products)]))


def prepared_pictures(files: Iterable[str]) -> dict[str, ExamplePhoto]:
    """Rows of the files that are ready already."""
    wanted = list(files)
    rows = db.session.scalars(select(ExamplePhoto).where(ExamplePhoto.file.in_(wanted)))
    return {row.file: row for row in rows}


def prepare_pictures(
    files: Iterable[str], *, pack: Pack, store: MediaStore, intake: IntakePool
) -> dict[str, ExamplePhoto]:
    """Rows for all of ``files``, taking in those that are not ready. Call it before the first write.

    A picture that cannot be taken in is left out: an example without a photo is better than no shop.
    """
    wanted = list(files)
    ready = prepared_pictures(wanted)
    if len(ready) == len(set(wanted)):
        return ready
    with outside_transaction(), _preparing:
        known = set(prepared_pictures(wanted))
        db.session.rollback()  # the pictures below take seconds; nobody waits for us meanwhile
        missing = [file for file in wanted if file not in known]
        with ThreadPoolExecutor(max_workers=MAX_WORKERS) as crew:
            rows = crew.map(lambda file: _take_in(file, pack, store, intake), missing)
            _remember([row for row in rows if row])
    return prepared_pictures(wanted)


def _take_in(file: str, pack: Pack, store: MediaStore, intake: IntakePool) -> ExamplePhoto | None:
    data = pack.photo_path(file).read_bytes()
    try:
        taken = intake.take_in(data)
    except PhotoRefused:
        return None
    names = store.put_photo(taken)
    return ExamplePhoto(
        digest=hashlib.sha256(data).hexdigest(),
        file=file,
        stem=stem_of(names),
        width=taken.width,
        height=taken.height,
        colour=taken.colour,
        variants=variants_of(taken, names),
    )


def _remember(rows: list[ExamplePhoto]) -> None:
    """Keep the rows for good, whatever becomes of this request; another process may have been faster."""
    for row in rows:
        db.session.add(row)
        try:
            db.session.commit()
        except IntegrityError:
            db.session.rollback()


def stem_of(names: dict[str, str]) -> str:
    """The key all variants of one stored photo share."""
    return next(iter(names.values())).split("/")[0]


def variants_of(taken: TakenPhoto, names: dict[str, str]) -> dict[str, list[object]]:
    """What ``Photo.variants`` holds: variant name to [file name, width, height, bytes]."""
    return {
        variant: [names[variant], item.width, item.height, len(item.data)]
        for variant, item in taken.variants.items()
    }
