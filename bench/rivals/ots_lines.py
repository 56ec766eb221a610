"""The Open Text Summarizer as a library (Debian: libots0), so that no start of a process is counted."""
import ctypes


def library():
    """ImportError where it is not installed."""
    try:
        ots = ctypes.CDLL("libots-1.so.0")
    except OSError as missing:
        raise ImportError("libots") from missing
    article = ctypes.c_void_p
    for name, result, arguments in (
            ("ots_new_article", article, []),
            ("ots_load_xml_dictionary", ctypes.c_int, [article, ctypes.c_char_p]),
            ("ots_parse_stream", None, [ctypes.c_char_p, ctypes.c_size_t, article]),
            ("ots_grade_doc", None, [article]),
            ("ots_highlight_doc_lines", None, [article, ctypes.c_int]),
            ("ots_get_doc_text", article, [article, ctypes.POINTER(ctypes.c_size_t)]),
            ("ots_free_article", None, [article])):
        function = getattr(ots, name)
        function.restype, function.argtypes = result, arguments
    return ots


def method(sentences):
    """A function from an English text to its summary of so many sentences."""
    ots = library()
    free = ctypes.CDLL(None).free
    free.argtypes = [ctypes.c_void_p]

    def summarize(text):
        data, size = text.encode(), ctypes.c_size_t()
        article = ots.ots_new_article()
        if not ots.ots_load_xml_dictionary(article, b"en"):
            raise RuntimeError("ots: no dictionary of English")
        ots.ots_parse_stream(data, len(data), article)
        ots.ots_grade_doc(article)
        ots.ots_highlight_doc_lines(article, sentences)
        found = ots.ots_get_doc_text(article, ctypes.byref(size))
        summary = ctypes.string_at(found, size.value).decode(errors="replace")
        free(found)
        ots.ots_free_article(article)
        return summary
    return summarize
