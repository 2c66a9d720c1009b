"""The text for whoever opens a bundle and has never heard of it; part of the bundle, the same in all of a version."""

README = b"""\
This zip is the sealed record of a procedure: how somebody can refuse, walked step by step in a browser.


To look at it

Unzip it anywhere and open data/report.html in a browser. Nothing is loaded from a network.

    data/report.html          what was found, with every screen
    data/report.*.html        the same page in other languages, such as report.fr.html, where there are any
    data/report.json          the same for programs
    data/score.json           the measurements and the score alone
    data/walks/               every screen of each route: walk.json, screenshots, stored pages
    data/counterfactual/      the least that a fair design needs, walked the same way, where there is one
    data/flow/                what was asked to be walked
    data/policy.toml          how measurements became a score, with reasons and sources
    data/environment.json     browser, build, fonts, versions and settings of the walks
    data/run.json             what the run was made from, and the SHA-256 of its files
    data/custody.jsonl        what was done to the record, each line naming the SHA-256 of the line before; its times,
                              and "Page-Clock" in bag-info.txt, are those of the pages' clock, which a mock sets
    data/redaction.json       only in a bundle for showing: of which bundle it is a derivative, and what was taken out
    data/parent-custody.jsonl the custody of that bundle
    bag-info.txt              which procedure, which date, which tool; "Origin: mock" says that the pages
                              are not those of the service


To check it

With optout, every byte of the zip, offline:

    optout verify bundle.zip

Without optout: the files against their list (unzipped, in the folder of this text), the signature beside the zip, and
the time stamp beside the zip, where there are such. Whose key (allowed_signers) and which authority (ca.pem) you trust
is yours to decide, and does not come with the zip.

    sha256sum -c manifest-sha256.txt
    ssh-keygen -Y verify -f allowed_signers -I NAME -n optout-evidence -s bundle.zip.sig < bundle.zip
    openssl ts -verify -data bundle.zip -in bundle.zip.tsr -CAfile ca.pem


What that proves, and what not

A hash proves that nothing was changed since the zip was sealed, if you learnt the hash in another way than with the
zip. A signature proves that the holder of a key sealed exactly this. A time stamp proves that it existed at that time.
None of them proves that a site served these pages, or that whoever sealed the zip recorded honestly: for that, walk the
procedure again and compare.
"""
