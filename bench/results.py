"""RESULTS.md: parts under headings of the first level, each measured by a program of its own."""
import os
import re

PATH = os.path.join(os.path.dirname(os.path.abspath(__file__)), "RESULTS.md")


def write(heading, body):
    """Put a part in the place of the one with its heading, or behind the others."""
    parts = []
    if os.path.exists(PATH):
        with open(PATH, encoding="utf-8") as file:
            parts = [part.rstrip("\n") for part in re.split(r"^(?=# )", file.read(), flags=re.M) if part]
    head = "# %s\n" % heading
    at = next((i for i, part in enumerate(parts) if part.startswith(head)), len(parts))
    parts[at:at + 1] = [head + "\n" + body.strip("\n")]
    with open(PATH, "w", encoding="utf-8") as file:
        file.write("\n\n".join(parts) + "\n")
