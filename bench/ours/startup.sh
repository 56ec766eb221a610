# claim: headlines to clusters, whole process
# data: headlines_2k
# threads: 1
# runs: 11
exec tm-cluster --threads "$1" --progress=never -o "$3/clusters.txt" "$2"
