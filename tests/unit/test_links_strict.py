"""Every kind of link in a note is followed, and what leads nowhere is a problem with its line."""

from __future__ import annotations

from reading import texts

NOTE = """\
# A

<a href=no1.md>x</a> <a href = 'no2.md'>x</a> <A HREF="no3.md">y</A>
<img src=no4.png> <img srcset="no5.png 2x" src="no6.png">
[a space](<no 7.md>) [a title](no8.md "t") [out](b/../../no9.md) [root](/no10.md)
[gone](#nowhere) [case](#A) [right](#a) [query](b.md?plain=1#nope) [folder](c/#nope)
![a page](b.md)

> [!NOTE]
> [in an alert](no11.md) ![^](no12.png)

| a |
|---|
| [in a cell](no13.md) |

Foot[^1], [used], [made](skills/none/), [made](levels/mid/#none), [made](practice/#choose).

[^1]: [in a footnote](no14.md)

[used]: no15.md
"""
EXPECTED = """\
a.md:3: the link `no1.md` leads to no file; correct its path
a.md:3: the link `no2.md` leads to no file; correct its path
a.md:3: the link `no3.md` leads to no file; correct its path
a.md:4: the image `no4.png` leads to no file; correct its path
a.md:4: the image `no5.png` leads to no file; correct its path
a.md:4: the image `no6.png` leads to no file; correct its path
a.md:5: the link `/no10.md` leads to no file; correct its path
a.md:5: the link `b/../../no9.md` leads to no file; correct its path
a.md:5: the link `no 7.md` leads to no file; correct its path
a.md:5: the link `no8.md` leads to no file; correct its path
a.md:6: `a.md` has no heading `#A`; correct the link
a.md:6: `a.md` has no heading `#nowhere`; correct the link
a.md:6: `b.md` has no heading `#nope`; correct the link
a.md:6: `c/README.md` has no heading `#nope`; correct the link
a.md:7: the image `b.md` is a page; link to it, or name a file
a.md:10: the image `no12.png` leads to no file; correct its path
a.md:10: the link `no11.md` leads to no file; correct its path
a.md:14: the link `no13.md` leads to no file; correct its path
a.md:16: `levels/mid/` has no heading `#none`; correct the link
a.md:16: the link `no15.md` leads to no file; correct its path
a.md:16: the link `skills/none/` leads to no page; correct its path
a.md:18: the link `no14.md` leads to no file; correct its path
"""


def test_whatever_leads_nowhere_is_a_problem() -> None:
    library = texts(**{"a": NOTE, "b": "# B\n", "c/README": "# C\n"})
    assert [str(problem) for problem in library.problems] == EXPECTED.splitlines()
