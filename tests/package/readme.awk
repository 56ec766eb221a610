# Prints README.md with the output of every command in a ```console block replaced by what the
# command prints now. A command is a line that starts with "$ ".
/^```/ { console = $0 == "```console" }
!console || /^```/ { print; next }
/^\$ / {
    print
    command = substr($0, 3) " 2>&1"
    while ((command | getline line) > 0)
        print line
    close(command)
}
