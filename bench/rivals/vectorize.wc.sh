# rival: wc -w
# at least: 1 news_vi 0.8
# threads: 1
LC_ALL=C.UTF-8 exec wc -w "$2"
