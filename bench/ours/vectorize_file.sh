# claim: file to TF-IDF rows in an .npz, whole process
# data: news_en
exec tm-vectorize --threads "$1" --lang en --no-stop --progress=never -o "$3/ours.npz" "$2"
