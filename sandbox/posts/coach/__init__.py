"""The coach: reads a caption as a buyer, a careful lawyer and a kind trainer would. Pure; the words are pack data.

``tokens`` cuts a text into words, ``phrases`` finds word patterns in it, ``shape`` looks at lines and capitals,
``review`` puts both together into findings, ``score`` turns them into points. The same rules run on the phone
(``static/js/coach.js``) over the same data; a test holds the two together on every labelled caption.

There are no regular expressions over a whole caption: a pattern is a short row of words with bounded gaps, so the
work grows with the length of the text and nothing typed can make it long.
"""
