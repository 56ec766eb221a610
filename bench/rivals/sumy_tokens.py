"""sumy's tokens where the data of NLTK's are not there: Punkt untrained, words of one sentence as they are."""
import nltk
from nltk.tokenize.punkt import PunktSentenceTokenizer
from sumy.nlp.tokenizers import Tokenizer


class Words:
    @staticmethod
    def tokenize(text):
        return nltk.word_tokenize(text, preserve_line=True)


class UntrainedTokenizer(Tokenizer):
    def _get_sentence_tokenizer(self, language):
        return PunktSentenceTokenizer()

    def _get_word_tokenizer(self, language):
        return Words()


def tokenizer():
    try:
        return Tokenizer("english")
    except LookupError:
        return UntrainedTokenizer("english")
