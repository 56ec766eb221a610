"""
rival: sumy LexRank
at least: 100
"""
import sumy_lexrank

sumy_lexrank.run()
