# A public header as a page of section 3, and the names of its functions for links to it.
#     awk -f man3.awk -v page=tm_vector -v version=0.1.0 -v names=FILE tm/vector.h > tm_vector.3
# Every declaration that begins a line comes with the comment in front of it; the members of structs
# and enums come with their own.

function escaped(text) {
    gsub(/\\/, "\\e", text)
    gsub(/-/, "\\-", text)
    return text
}

function trimmed(text) {
    gsub(/^[ \t\n]+|[ \t\n]+$/, "", text)
    return text
}

# A line of text; @p NAME and back quotes are set in other letters.
function print_line(text,    before, word) {
    text = escaped(text)
    while (match(text, /@p [A-Za-z_0-9*]+/)) {
        before = substr(text, 1, RSTART - 1)
        word = substr(text, RSTART + 3, RLENGTH - 3)
        text = before "\\fI" word "\\fR" substr(text, RSTART + RLENGTH)
    }
    if (text ~ /^[.']/)
        text = "\\&" text
    print text
}

# The lines of a comment: paragraphs, examples (four blanks and more), parameters, lists.
function print_comment(text,    line, n, i, literal, inparam, name) {
    n = split(text, line, "\n")
    literal = inparam = 0
    for (i = 1; i <= n; i++) {
        if (line[i] ~ /^    / && (literal || i == 1 || line[i - 1] ~ /^ *$/)) {
            if (!literal)
                print ".PP\n.nf"
            literal = 1
        } else if (literal && line[i] !~ /^ *$/) {
            print ".fi\n.PP"
            literal = 0
        }
        if (literal) {
            print_line(line[i])
        } else if (line[i] ~ /^@param/) {
            sub(/^@param(\[[a-z,]*\])? */, "", line[i])
            name = line[i]
            sub(/  .*/, "", name)
            sub(/^.*  /, "", line[i])
            print ".TP\n\\fI" escaped(name) "\\fR"
            print_line(line[i])
            inparam = 1
        } else if (line[i] ~ /^@return/) {
            sub(/^@return */, "", line[i])
            print ".TP\n\\fIresult\\fR"
            print_line(line[i])
            inparam = 1
        } else if (line[i] ~ /^- /) {
            print ".IP \\(bu 2"
            print_line(substr(line[i], 3))
        } else if (line[i] ~ /^ *$/) {
            if (i < n)
                print ".PP"
        } else if (line[i] ~ /^[A-Z]/ && inparam) { # its own lines are indented
            print ".PP"
            print_line(line[i])
            inparam = 0
        } else {
            print_line(trimmed(line[i]))
        }
    }
    if (literal)
        print ".fi"
}

# A declaration on as many lines as the width needs.
function print_filled(text) {
    gsub(/[ \t\n]+/, " ", text)
    gsub(/TM_API |TM_MUST_CHECK /, "", text)
    print ".PP\n.in +8n\n.ti -8n\n\\fB" escaped(trimmed(text)) "\\fR\n.in"
}

# What is between the braces: each member with what is said of it, before or behind it.
function print_members(body,    end, before, member, said) {
    before = ""
    while ((body = trimmed(body)) != "") {
        if (body ~ /^\/\*/) {
            end = index(body, "*/")
            before = substr(body, 1, end - 1)
            body = substr(body, end + 2)
            continue
        }
        if (match(body, isenum ? ",|/[*]|$" : ";") == 0)
            break
        end = substr(body, RSTART, 2) == "/*" ? RSTART - 1 : RSTART
        member = end > 0 ? substr(body, 1, end) : body
        body = end > 0 ? substr(body, end + 1) : ""
        said = ""
        if (match(body, /^[ \t\n]*\/\*\*</)) {
            end = index(body, "*/")
            said = substr(body, RLENGTH + 1, end - RLENGTH - 1)
            body = substr(body, end + 2)
        }
        sub(/^\/\*+/, "", before)
        said = trimmed(before " " said)
        gsub(/[ \t]*\n[ \t]*\*?[ \t]*/, " ", said)
        gsub(/[ \t\n]+/, " ", member)
        print ".TP\n\\fB" escaped(trimmed(member)) "\\fR"
        if (said != "")
            print_line(said)
        before = ""
    }
}

function print_struct(text,    open, shut) {
    open = index(text, "{")
    shut = match(text, /}[^}]*$/)
    isenum = text ~ /^typedef enum/
    print ".PP\n\\fB" escaped(substr(text, 1, open)) "\\fR\n.RS 4"
    print_members(substr(text, open + 1, shut - open - 1))
    print ".RE\n.PP\n\\fB" escaped(substr(text, shut)) "\\fR"
}

function note_name(text) {
    if (text ~ /^TM_API/ && match(text, /tm_[a-z0-9_]+\(/))
        print substr(text, RSTART, RLENGTH - 1) > names
}

function finish() {
    if (declaration ~ /{/ && declaration !~ /^#/)
        print_struct(declaration)
    else if (declaration !~ /^#/)
        print_filled(declaration)
    note_name(declaration)
    if (comment != "" && declaration !~ /^#/) {
        print ".RS 4"
        print_comment(comment)
        print ".RE"
    }
    declaration = comment = ""
}

# The first sentence is what the page is called by.
function head(text,    end, summary) {
    end = match(text, /[.:]( |\n|$)/)
    if (substr(text, end, 1) == ":" && text ~ /^libtm:/)
        text = trimmed(substr(text, end + 1))
    end = match(text, /[.:](\n|$)|\. /)
    summary = substr(text, 1, end - 1)
    gsub(/\n/, " ", summary)
    upper = toupper(page)
    print ".TH " escaped(upper) " 3 \"\" \"libtm " version "\" \"Text mining\"\n.nh\n.ad l\n.SH NAME"
    print page " \\- " escaped(summary)
    print ".SH SYNOPSIS\n.nf\n.B #include <tm.h>\n.B cc program.c $(pkg\\-config \\-\\-cflags \\-\\-libs libtm)"
    print ".fi\n.SH DESCRIPTION"
    text = substr(text, end + 1)
    sub(/^[ \n]*\n/, "", text)
    print_comment(text)
    if (page != "libtm")
        print ".PP\nWhat holds for every function is in\n.BR libtm (3)."
    headed = 1
}

/^\/\*\*/ { incomment = 1; comment = "" }
incomment {
    line = $0
    ends = line ~ /\*\//
    sub(/ *\*\/.*/, "", line)
    sub(/^\/\*\*? ?/, "", line)
    sub(/^ \* ?/, "", line)
    if (comment != "" || line != "")
        comment = comment (comment == "" ? "" : "\n") line
    if (ends) {
        incomment = 0
        if (!headed) {
            head(comment)
            comment = ""
        }
    }
    next
}
declaration == "" && /^(TM_API|typedef|#define TM_)/ { declaration = $0; depth = 0; more = 1 }
declaration != "" {
    if (!more)
        declaration = declaration "\n" $0
    more = 0
    depth += gsub(/{/, "{") - gsub(/}/, "}")
    if (declaration ~ /^#/ ? $0 !~ /\\$/ : depth == 0 && $0 ~ /;$/)
        finish()
}
END {
    n = split(pages, other, " ")
    print ".SH SEE ALSO\n.BR " (page == "libtm" ? "libtm\\-formats (5)" : "libtm (3)") (n ? "," : "")
    for (i = 1; i <= n; i++)
        print ".BR " other[i] " (3)" (i < n ? "," : "")
}
