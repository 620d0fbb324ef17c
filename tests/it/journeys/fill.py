#!/usr/bin/env python3
"""Fills in a workbook the way an officer does: LibreOffice opens it, writes cells, saves it.

Usage: fill.py PROFILE SOURCE TARGET WHERE=TEXT...   Needs python3-uno. WHERE is the CODE of a row,
UNIT/CODE where units stand side by side, or SHEET!CELL; SHEET!+ROW puts a row in. Prints where
each was written.
"""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

WITHIN_SECONDS = 60


def named(name, value):
    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


def desktop(pipe, office):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local)
    deadline = time.monotonic() + WITHIN_SECONDS
    while True:
        try:
            there = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            return there.ServiceManager.createInstanceWithContext(
                "com.sun.star.frame.Desktop", there)
        except NoConnectException:
            if office.poll() is not None or time.monotonic() > deadline:
                raise
            time.sleep(0.1)


def letters(column):
    return letters(column // 26 - 1) + chr(65 + column % 26) if column > 25 else chr(65 + column)


def places(book):
    """Sheet, column and row of every CODE, or of every UNIT/CODE."""
    found = {}
    for sheet in book.Sheets:
        cursor = sheet.createCursor()
        cursor.gotoEndOfUsedArea(False)
        end = cursor.getRangeAddress()
        area = sheet.getCellRangeByPosition(0, 0, end.EndColumn, end.EndRow).getDataArray()
        for heads, row in enumerate(area):
            if "Nguồn" in row and "Mã" in row:
                entry, codes = row.index("Nguồn") - 1, row.index("Mã")
                found.update({area[at][codes]: (sheet, entry, at)
                              for at in range(heads + 1, len(area)) if area[at][codes]})
            elif row[0] == "Đơn vị" and "Mã" in row:
                below = area[heads + 1]
                found.update({f"{area[at][0]}/{code}": (sheet, column, at)
                              for at in range(heads + 2, len(area)) if area[at][0]
                              for column, code in enumerate(below) if code})
    return found


def fill(book, cells):
    known = places(book)
    for sheet in book.Sheets:
        sheet.unprotect("")
    for one in cells:
        where, _, text = one.partition("=")
        name, _, cell = where.rpartition("!")
        if cell.startswith("+"):
            book.Sheets.getByName(name).Rows.insertByIndex(int(cell) - 1, 1)
            continue
        if name:
            there = book.Sheets.getByName(name).getCellRangeByName(cell)
        else:
            sheet, column, row = known[where]
            there = sheet.getCellByPosition(column, row)
            cell = f"{letters(column)}{row + 1}"
        # As typed at the keyboard: LibreOffice decides what is a number.
        there.setFormula(text)
        print(where, cell, sep="\t")


def main():
    profile, source, target, *cells = sys.argv[1:]
    pipe = f"khuyenhoc-{Path(profile).parent.name}-{Path(profile).name}"
    office = subprocess.Popen(
        ["soffice", f"-env:UserInstallation={Path(profile).as_uri()}", "--headless", "--norestore",
         f"--accept=pipe,name={pipe};urp;"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        desk = desktop(pipe, office)
        hidden = (named("Hidden", True),)
        book = desk.loadComponentFromURL(Path(source).as_uri(), "_blank", 0, hidden)
        fill(book, cells)
        how = (named("FilterName", "Calc MS Excel 2007 XML"),)
        book.storeToURL(Path(target).as_uri(), how)
    finally:
        os.killpg(office.pid, signal.SIGKILL)


if __name__ == "__main__":
    main()
