"""sumy's LexRank on every line of the file, timed."""
import common
from sumy.nlp.stemmers import Stemmer
from sumy.parsers.plaintext import PlaintextParser
from sumy.summarizers.lex_rank import LexRankSummarizer
from sumy.utils import get_stop_words
from sumy_tokens import tokenizer


def run():
    lines, tokens = common.lines(), tokenizer()
    lexrank = LexRankSummarizer(Stemmer("english"))
    lexrank.stop_words = get_stop_words("english")
    with common.timed():
        for line in lines:
            lexrank(PlaintextParser.from_string(line, tokens).document, 3)
