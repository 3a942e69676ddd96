"""`candour-holder`: make a key, countersign a log once, serve as a witness, sign a tombstone."""

import argparse
import contextlib
import os
import pathlib
import sys
import tempfile
from collections.abc import Callable, Sequence
from typing import Any

from candour import clock
from candour.core import notes
from candour.holder import countersigning, keys, limiting, serving, signing, source, timing
from candour.holder.countersigning import Cosigned, Witness
from candour.holder.refused import Refused, Unreachable
from candour.holder.store import Store


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one verb; a refusal is one sentence and an exit code that says which kind it is."""
    options = _parser().parse_args(arguments)
    try:
        options.run(options)
    except Refused as refused:
        sys.stderr.write(f"{refused}\n")
        sys.exit(refused.code)
    except KeyboardInterrupt:
        sys.exit(130)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="candour-holder", description=__doc__)
    verbs = parser.add_subparsers(dest="verb", required=True)
    making = _verb(verbs, "key", _key, "make this witness's keys, or print their public halves")
    making.add_argument("--name", help="this witness's name, such as witness.example.org/one")
    once = _verb(verbs, "witness", _witness, "countersign a log's newest head, or say why not")
    once.add_argument("--log", required=True, metavar="ADDRESS", help="its address or a folder")
    once.add_argument("--out", type=pathlib.Path, metavar="FILE", help="write the head there")
    once.add_argument("--send", metavar="ADDRESS", help="send the cosignature there")
    once.add_argument("--late-after", type=int, default=2, metavar="DAYS",
                      help="say so when no new head came for so many days (default 2)")  # fmt: skip
    once.add_argument("--within", type=_whole_number, default=1800, metavar="SECONDS",
                      help="give up when it takes longer (default 1800)")  # fmt: skip
    serve = _verb(verbs, "serve", _serve, "answer logs that send their heads")
    serve.add_argument("--host", default="127.0.0.1", help="where to listen (default 127.0.0.1)")
    serve.add_argument("--port", type=int, default=8441, help="on which port (default 8441)")
    serve.add_argument("--a-minute", type=_whole_number, default=30, metavar="N",
                       help="answer an address so often a minute (default 30)")  # fmt: skip
    serve.add_argument("--behind-proxy", action="store_true",
                       help="your own proxy says in X-Forwarded-For who asks")  # fmt: skip
    for verb in (once, serve):
        verb.add_argument("--log-key", required=True, action="append", metavar="KEY",
                          help="a key of the log, from its own page or by letter")  # fmt: skip
    signing.add(verbs)
    return parser


def _verb(verbs: Any, name: str, run: Callable[[argparse.Namespace], None], said: str) -> Any:
    verb = verbs.add_parser(name, help=said, description=said)
    verb.add_argument("--home", type=pathlib.Path, default=pathlib.Path("candour-witness"),
                      help="the folder of key and memory (default candour-witness)")  # fmt: skip
    verb.set_defaults(run=run)
    return verb


def _whole_number(text: str) -> int:
    if not (text.isascii() and text.isdigit()) or int(text) == 0:
        message = "give a whole number above 0"
        raise argparse.ArgumentTypeError(message)
    return int(text)


def _key(options: argparse.Namespace) -> None:
    try:
        if options.name:
            keys.make(home=options.home, name=options.name)
        own = (keys.load(home=options.home), keys.load_second(home=options.home))
    except notes.Refused as refused:
        raise Refused(str(refused)) from None
    for key in own:
        if key is not None:
            sys.stdout.write(notes.encode_key(key=key.verifier) + "\n")


def _witness(options: argparse.Namespace) -> None:
    with timing.within(seconds=options.within):
        _countersign(options)


def _countersign(options: argparse.Namespace) -> None:
    witness = _loaded(options)
    cosigned = countersigning.from_log(
        witness=witness, fetch=source.opened(place=options.log), at=clock.now()
    )
    _give(options, cosigned)
    sys.stderr.write(_in_words(cosigned) + "\n")
    origin = notes.parse_checkpoint(text=notes.parse(data=cosigned.note).text).origin
    countersigning.demand_fresh(
        witness=witness, origin=origin, days=options.late_after, at=clock.now()
    )


def _give(options: argparse.Namespace, cosigned: Cosigned) -> None:
    """Write the head, send the line, or print the head where neither was asked for."""
    if options.out:
        _write(options.out, cosigned.note)
    if options.send:
        status, said = source.send(url=options.send, body=cosigned.note)
        if status != 200:
            words = said[:200].decode(errors="replace").strip()
            message = f"Countersigned, but {options.send} did not take it ({status}): {words}"
            raise Unreachable(message)
    if not options.out and not options.send:
        sys.stdout.buffer.write(cosigned.note)
        sys.stdout.flush()


def _serve(options: argparse.Namespace) -> None:
    server = serving.server(
        witness=_loaded(options),
        host=options.host,
        port=options.port,
        limits=limiting.Limits(a_minute=options.a_minute),
        is_behind_proxy=options.behind_proxy,
    )
    with contextlib.closing(server.socket):
        sys.stderr.write(f"Listening on {options.host}, port {server.server_port}\n")
        sys.stderr.flush()
        server.serve_forever()


def _loaded(options: argparse.Namespace) -> Witness:
    try:
        logs = tuple(notes.parse_key(text=text) for text in options.log_key)
    except notes.Refused as refused:
        message = f"--log-key: {refused}"
        raise Refused(message) from None
    return Witness(
        key=keys.load(home=options.home),
        second=keys.load_second(home=options.home),
        logs=logs,
        store=Store(options.home / "seen.sqlite"),
    )


def _write(path: pathlib.Path, data: bytes) -> None:
    """Write a file whole or not at all."""
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as draft:
            draft.write(data)
            draft.flush()
            os.fsync(draft.fileno())
        pathlib.Path(draft.name).chmod(0o644)
        pathlib.Path(draft.name).replace(path)
    except OSError as error:
        message = f"{path} can't be written: {error.strerror}."
        raise Unreachable(message) from None


def _in_words(cosigned: Cosigned) -> str:
    if cosigned.before == 0:
        return f"Countersigned a first head of {cosigned.size} leaves: keep it from now on."
    if cosigned.before == cosigned.size:
        return f"Countersigned again: the log still has {cosigned.size} leaves."
    return f"Countersigned: the log grew from {cosigned.before} to {cosigned.size} leaves."
