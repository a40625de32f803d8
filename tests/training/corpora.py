"""Tiny corpora of our own sentences, laid out as the real ones are."""

from __future__ import annotations

from pathlib import Path

EWT = """\
# newdoc id = letter-one
# sent_id = letter-one-1
# newpar id = letter-one-p1
# text = Anna Berg can't visit Oslo.
1	Anna	Anna	PROPN	NNP	_	5	nsubj	_	_
2	Berg	Berg	PROPN	NNP	_	1	flat	_	_
3-4	can't	_	_	_	_	_	_	_	_
3	ca	can	AUX	MD	_	5	aux	_	_
4	n't	not	PART	RB	_	5	advmod	_	_
5	visit	visit	VERB	VB	_	0	root	_	_
6	Oslo	Oslo	PROPN	NNP	_	5	obj	_	SpaceAfter=No
7	.	.	PUNCT	.	_	5	punct	_	_

# sent_id = letter-one-2
# text = Mr. Dahl of NATO is Danish.
1	Mr.	Mr.	PROPN	NNP	_	2	nmod:desc	_	_
2	Dahl	Dahl	PROPN	NNP	_	6	nsubj	_	_
3	of	of	ADP	IN	_	4	case	_	_
4	NATO	NATO	PROPN	NNP	_	2	nmod	_	_
5	is	be	AUX	VBZ	_	6	cop	_	_
6	Danish	Danish	ADJ	JJ	_	0	root	_	SpaceAfter=No
7	.	.	PUNCT	.	_	6	punct	_	_

# sent_id = letter-one-3
# newpar id = letter-one-p2
# text = No #1 fan is gonna ask Anna
1	No	no	DET	DT	_	3	det	_	_
2	#1	#1	ADJ	JJ	_	3	amod	_	_
3	fan	fan	NOUN	NN	_	5	nsubj	_	_
4	is	be	AUX	VBZ	_	5	aux	_	_
5-6	gonna	_	_	_	_	_	_	_	_
5	going	go	VERB	VBG	_	0	root	_	_
6	to	to	PART	TO	_	7	mark	_	_
7	ask	ask	VERB	VB	_	5	xcomp	_	_
7.1	ask	ask	VERB	VB	_	_	_	_	_
8	Anna	Anna	PROPN	NNP	_	7	obj	_	_

"""

UNER = """\
# newdoc id = letter-one
# sent_id = letter-one-1
# text = Anna Berg ca n't visit Oslo.
1	Anna	B-PER	-	ab
2	Berg	I-PER	-	ab
3	ca	O	-	-
4	n't	O	-	-
5	visit	O	-	-
6	Oslo	B-LOC	-	ab
7	.	O	-	-

# sent_id = letter-one-2
# text = Mister Dahl of NATO is Norwegian.
1	Mister	O	-	-
2	Dahl	B-PER	-	ab
3	of	O	-	-
4	NATO	B-ORG	-	ab
5	is	O	-	-
6	Norwegian	B-OTH	-	ab
7	.	O	-	-

# sent_id = letter-one-3
# text = No # 1 fan is gonna ask Anna
1	No	O	-	-
2	#	O	-	-
3	1	O	-	-
4	fan	O	-	-
5	is	O	-	-
6	gon	O	-	-
7	na	O	-	-
8	ask	O	-	-
9	Anna	B-PER	-	ab

"""

GUM = """\
# newdoc id = GUM_news_bridge
# global.Entity = GRP-etype-infstat-salience-centering-minspan-link-identity
# newpar
# sent_id = GUM_news_bridge-1
# text = President Eva Falk, mayor of Sund, praised the University of Sund's team and Aker's Lakes in May.
1	President	President	PROPN	NNP	_	2	nmod:desc	_	Entity=(1-person-new-nnnnn-cf1-1,2,3-coref-Eva_Falk
2	Eva	Eva	PROPN	NNP	_	9	nsubj	_	_
3	Falk	Falk	PROPN	NNP	_	2	flat	_	SpaceAfter=No
4	,	,	PUNCT	,	_	5	punct	_	_
5	mayor	mayor	NOUN	NN	_	2	appos	_	Entity=(1-person-giv:act-nnnnn-cf1-1-appos
6	of	of	ADP	IN	_	7	case	_	_
7	Sund	Sund	PROPN	NNP	_	5	nmod	_	Entity=(2-place-new-nnnnn-cf2-1-coref-Sund)1)1)|SpaceAfter=No
8	,	,	PUNCT	,	_	2	punct	_	_
9	praised	praise	VERB	VBD	_	0	root	_	_
10	the	the	DET	DT	_	11	det	_	Entity=(4-organization-new-nnnnn-cf3-4-sgl(3-organization-new-nnnnn-cf3-2,4-sgl
11	University	University	PROPN	NNP	_	15	nmod:poss	_	_
12	of	of	ADP	IN	_	13	case	_	_
13-14	Sund's	_	_	_	_	_	_	_	_
13	Sund	Sund	PROPN	NNP	_	11	nmod	_	Entity=(2-place-giv:act-nnnnn-cf2-1-coref-Sund)
14	's	's	PART	POS	_	11	case	_	Entity=3)
15	team	team	NOUN	NN	_	9	obj	_	Entity=4)
16	and	and	CCONJ	CC	_	19	cc	_	_
17-18	Aker's	_	_	_	_	_	_	_	_
17	Aker	Aker	PROPN	NNP	_	19	nmod:poss	_	Entity=(5-place-new-nnnnn-cf4-1-sgl(6-person-new-nnnnn-cf4-1-sgl)
18	's	's	PART	POS	_	17	case	_	_
19	Lakes	Lake	PROPN	NNPS	_	15	conj	_	Entity=5)
20	in	in	ADP	IN	_	21	case	_	_
21	May	May	PROPN	NNP	_	9	obl	_	Entity=(7-time-new-nnnnn-cf5-1-sgl)|SpaceAfter=No
22	.	.	PUNCT	.	_	9	punct	_	_

# sent_id = GUM_news_bridge-2
# text = The President of Sund, Americans and Falk and Berg saw Hope, Wax and the Sund Cup (Wax).
1	The	the	DET	DT	_	2	det	_	Entity=(8-person-new-nnnnn-cf1-2-sgl
2	President	President	PROPN	NNP	_	11	nsubj	_	_
3	of	of	ADP	IN	_	4	case	_	_
4	Sund	Sund	PROPN	NNP	_	2	nmod	_	Entity=(2-place-giv:act-nnnnn-cf2-1-coref-Sund)8)|SpaceAfter=No
5	,	,	PUNCT	,	_	6	punct	_	_
6	Americans	American	PROPN	NNPS	_	2	conj	_	Entity=(9-person-new-nnnnn-cf3-1-sgl)
7	and	and	CCONJ	CC	_	8	cc	_	_
8	Falk	Falk	PROPN	NNP	_	2	conj	_	Entity=(10-person-new-nnnnn-cf3-1-sgl(1-person-giv:act-nnnnn-cf1-1-coref-Eva_Falk)
9	and	and	CCONJ	CC	_	10	cc	_	_
10	Berg	Berg	PROPN	NNP	_	8	conj	_	Entity=(11-person-new-nnnnn-cf4-1-sgl)10)
11	saw	see	VERB	VBD	_	0	root	_	_
12	Hope	Hope	PROPN	NNP	_	11	obj	_	Entity=(12-abstract-new-nnnnn-cf5-1-sgl-Hope_%28song%29)|SpaceAfter=No
13	,	,	PUNCT	,	_	14	punct	_	_
14	Wax	Wax	PROPN	NNP	_	12	conj	_	Entity=(13-abstract-new-nnnnn-cf6-1-sgl)
15	and	and	CCONJ	CC	_	18	cc	_	_
16	the	the	DET	DT	_	18	det	_	Entity=(14-event-new-nnnnn-cf7-2,3-sgl
17	Sund	Sund	PROPN	NNP	_	18	compound	_	_
18	Cup	Cup	PROPN	NNP	_	12	conj	_	_
19	(	(	PUNCT	-LRB-	_	20	punct	_	SpaceAfter=No
20	Wax	Wax	PROPN	NNP	_	18	dep	_	SpaceAfter=No
21	)	)	PUNCT	-RRB-	_	20	punct	_	Entity=14)|SpaceAfter=No
22	.	.	PUNCT	.	_	11	punct	_	_

"""


def make_corpora(folder: Path) -> Path:
    """The treebanks and names in `folder`, the same sentences in both splits."""
    for split in ("train", "dev"):
        _write(folder / "uner-ewt" / f"{split}.iob2", UNER)
        _write(folder / "ud-gum" / f"files.{split}", "GUM_news_bridge\n")
    _write(folder / "ud-ewt" / "files.train", "letters/one.conllu\n")
    _write(folder / "ud-ewt" / "documents" / "letters" / "one.conllu", EWT)
    _write(folder / "ud-ewt" / "en_ewt-ud-dev.conllu", EWT)
    _write(folder / "ud-gum" / "documents" / "GUM_news_bridge.conllu", GUM)
    return folder


def make_brat(folder: Path, text: str, **annotators: str) -> Path:
    """One article in brat's format: `annotators` gives the .ann file of each, by its four letters."""
    _write(folder / "text" / "bridge.txt", text)
    for name, annotations in annotators.items():
        _write(folder / "attributions" / f"bridge_{name}.ann", annotations)
    return folder


def _write(path: Path, content: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
