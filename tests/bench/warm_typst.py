"""Compiles Typst files in one warm process; prints one JSON line per file.

    python3 warm_typst.py FONTS FILE...

The first two files warm the process (fonts, code, caches) and are not reported. Each of the rest
is compiled once, as a report that was never seen, and the last one five times again.
"""

import json
import pathlib
import sys
import time

import typst

AGAIN = 5


def main() -> None:
    fonts, *files = sys.argv[1:]
    folder = pathlib.Path(files[0]).parent
    page = folder / "page.typ"
    page.write_text("")
    compiler = typst.Compiler(str(page), font_paths=[fonts], ignore_system_fonts=True)
    for at, name in enumerate(files):
        took = measured(compiler, page, pathlib.Path(name))
        if at >= 2:
            print(json.dumps({"file": name, **took}), flush=True)
    for _ in range(AGAIN):
        took = measured(compiler, page, pathlib.Path(files[-1]))
        print(json.dumps({"file": "again", **took}), flush=True)


def measured(compiler: typst.Compiler, page: pathlib.Path, file: pathlib.Path) -> dict:
    page.write_text(file.read_text())
    cpu, wall = time.process_time(), time.perf_counter()
    pdf = compiler.compile(input=str(page), format="pdf")
    took = {"cpu": time.process_time() - cpu, "wall": time.perf_counter() - wall}
    file.with_suffix(".pdf").write_bytes(pdf)
    return {**took, "bytes": len(pdf)}


if __name__ == "__main__":
    main()
