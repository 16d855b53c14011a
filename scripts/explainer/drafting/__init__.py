"""From an article to proposed evidence: who says what in quotation marks.

The way of the words: `marks` pairs quotation marks, `words` reads tokens, `sentences` splits
them, `names` and `verbs` mark what can speak and how; `reading` is all of that for an article.
`phrases`, `clauses` and `subjects` find who does a verb; `leads` and `tags` are the rules before
and after a quotation, `decision` orders them, `neighbours` takes what other sentences tell.
`cast` knows the people, `pronouns` and `speakers` who is meant, `kinds` what is no speech.
`quotations.read_quotations` is the door; `cues` reads the word lists in `lists/`.
"""
