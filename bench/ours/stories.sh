# claim: stories of headlines, whole process
# data: titles_20k headlines_200k
# runs: 5
# scaling: 1.7
exec tm-cluster --threads "$1" --progress=never -o "$3/stories.txt" "$2"
