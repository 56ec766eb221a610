# Fills a page in with what the sources say, so that it is written down once:
#     @COMMENT FILE      the comment that FILE begins with
#     @STRUCT FILE NAME  a struct of it
#     @FIELDS FILE       the names of fields that records are read by
#     @VERSION@          the version of the library

function escaped(text) {
    gsub(/\\/, "\\e", text)
    gsub(/-/, "\\-", text)
    return text ~ /^[.']/ ? "\\&" text : text
}

function indent(line) {
    match(line, /^ */)
    return RLENGTH
}

# Where the text behind the last gap of a line starts: what goes on stands below it.
function hanging(line,    at) {
    for (at = 0; match(line, /^ *[^ ]([^ ]| [^ ])*  +/) || match(line, /^ +/); line = substr(line, RLENGTH + 1))
        at += RLENGTH
    return at
}

# A line no wider than a terminal.
function print_wrapped(line,    hang, at) {
    hang = hanging(line)
    while (length(line) > WIDTH) {
        for (at = WIDTH + 1; at > hang + 1 && substr(line, at, 1) != " "; at--)
            ;
        if (at <= hang + 1)
            break
        print escaped(substr(line, 1, at - 1))
        line = sprintf("%" hang "s%s", "", substr(line, at + 1))
    }
    print escaped(line)
}

# Lines of a table wait until it is known whether they go on.
function flush_held() {
    if (held != "")
        print_wrapped(held)
    held = ""
}

BEGIN { WIDTH = 71 }

function fail(what) {
    print "man5.awk: " what > "/dev/stderr"
    failed = 1
    exit 1
}

# Sentences are filled, tables are not.
function say(line,    sentence) {
    sentence = line ~ /^[^ ]/
    if (line != "" && sentence != filled) {
        flush_held()
        filled = sentence
        print filled ? ".fi\n.PP" : ".PP\n.nf"
    }
    if (filled) {
        print line == "" ? ".PP" : escaped(line)
    } else if (held != "" && indent(line) > indent(held) && indent(line) == hanging(held)) {
        held = held " " substr(line, indent(line) + 1)
    } else {
        flush_held()
        held = line
    }
}

function comment(file,    line, lines, inside) {
    filled = 0
    print ".PP\n.nf"
    while ((getline line < file) > 0) {
        if (line ~ /^\/\*/)
            inside = 1
        if (!inside)
            continue
        lines++
        if (line ~ /\*\//)
            break
        sub(/^\/\*+ ?/, "", line)
        sub(/^ \* ?/, "", line)
        if (line != "" || lines > 1)
            say(line)
    }
    close(file)
    flush_held()
    if (!filled)
        print ".fi"
    if (!lines)
        fail(file ": no comment")
}

function structure(file, name,    line, lines) {
    while ((getline line < file) > 0) {
        if (lines || index(line, "struct " name " {") == 1) {
            print_wrapped(line)
            lines++
            if (line ~ /^}/)
                break
        }
    }
    close(file)
    if (!lines)
        fail(file ": no struct " name)
}

# [TM_FIELD_TITLE] = {"title", "headline"},
function fields(file,    line, text, name, count) {
    while ((getline line < file) > 0) {
        if (line ~ /^ *\[TM_FIELD_[A-Z]*\] = /)
            text = ""
        else if (text == "")
            continue
        text = text line
        if (line !~ /},$/)
            continue
        name = text
        sub(/^ *\[TM_FIELD_/, "", name)
        sub(/\].*/, "", name)
        gsub(/.*{|}.*|"/, "", text)
        gsub(/, */, ", ", text)
        print ".TP\n.B " tolower(name) "\n" escaped(text)
        text = ""
        count++
    }
    close(file)
    if (!count)
        fail(file ": no fields")
}

$1 == "@COMMENT" { comment(source "/" $2); next }
$1 == "@STRUCT" { print ".PP\n.nf"; structure(source "/" $2, $3); print ".fi"; next }
$1 == "@FIELDS" { fields(source "/" $2); next }
{ gsub(/@VERSION@/, version); print }
END { exit failed }
