# rival: wc -w
LC_ALL=C.UTF-8 exec wc -w "$2"
