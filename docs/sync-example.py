#!/usr/bin/env python3
"""Sends the CSV files of a folder (centres.csv, accounts.csv, ...) and prints what changed since the last run."""

import csv
import json
import os
import pathlib
import sys
import time
import urllib.error
import urllib.parse
import urllib.request

KINDS = ["centres", "products", "staff", "accounts", "contracts", "units", "payments"]
BATCH_ROWS = 1_000
TRIES = 5


def ask(method, address, body=None):
    """One request; the same again while the server is busy or does not answer."""
    data = None if body is None else json.dumps(body).encode()
    headers = {
        "Authorization": "Bearer " + os.environ["WRITEOFF_KEY"],
        "Content-Type": "application/json",
    }
    for left in reversed(range(TRIES)):
        request = urllib.request.Request(address, data, headers, method=method)
        try:
            with urllib.request.urlopen(request, timeout=60) as reply:
                return json.load(reply)
        except urllib.error.HTTPError as error:
            if error.code not in (429, 503) or not left:
                sys.exit(f"{method} {address}: {error.read().decode()}")
            time.sleep(float(error.headers.get("Retry-After", 1)))
        except OSError as error:
            if not left:
                sys.exit(f"{method} {address}: {error}")
            time.sleep(1)


def send(base, kind, file):
    """Sends the rows of a file; the heading names the fields."""
    with file.open(encoding="utf-8-sig", newline="") as opened:
        rows = list(csv.DictReader(opened))
    for first in range(0, len(rows), BATCH_ROWS):
        batch = rows[first : first + BATCH_ROWS]
        reply = ask("PUT", f"{base}/api/portfolio/{kind}", {"rows": batch})
        print(kind, first + 1, "to", first + len(batch), reply["counts"])
        for result in reply["results"]:
            for refusal in result.get("refusals", []):
                line = first + result["line"]
                print(f"  row {line} {result['key']}: {refusal['field']} {refusal['reason']}")


def changes(base, kept):
    """Prints what changed since the cursor that was kept, and keeps the next one."""
    after = kept.read_text() if kept.exists() else ""
    more = True
    while more:
        query = urllib.parse.urlencode({"after": after, "limit": 1_000})
        reply = ask("GET", f"{base}/api/changes?{query}")
        for account in reply["accounts"]:
            ended = [one["contract"] for one in account["contracts"] if one["ended_here"]]
            print(account["account"], account["state"], "ended here:", ended)
        after, more = reply["cursor"], reply["more"]
        kept.write_text(after)


def main():
    base, folder = sys.argv[1].rstrip("/"), pathlib.Path(sys.argv[2])
    for kind in KINDS:
        file = folder / f"{kind}.csv"
        if file.exists():
            send(base, kind, file)
    changes(base, folder / "cursor.txt")


if __name__ == "__main__":
    main()
