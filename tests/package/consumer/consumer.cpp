// The same from C++: the headers have C linkage and their initialisers are valid C++.
#include <cstdio>
#include <cstring>
#include <tm.h>

int main()
{
    const char *const headline[] = {
        "River floods close three bridges", "Bridges closed as river floods valley",
        "Chess champion wins title match", "Title match won by chess champion"};
    tm_kmeans_options two = TM_KMEANS_INIT;
    tm_tfidf_options options = TM_TFIDF_INIT;
    tm_run run = TM_RUN_INIT;
    tm_text text[4];
    tm_tfidf *model = nullptr;
    tm_sparse *rows = nullptr;
    tm_clustering *found = nullptr;
    tm_error err;

    for (int i = 0; i < 4; i++)
        text[i] = {headline[i], std::strlen(headline[i])};
    two.clusters = 2;
    if (tm_tfidf_fit(&model, &rows, text, 4, &options, &run, &err) != TM_OK ||
        tm_kmeans(&found, rows, &two, &run, &err) != TM_OK) {
        std::fprintf(stderr, "%s\n", err.message);
        return 1;
    }
    std::printf("libtm %s: %zu clusters\n", tm_version(), found->clusters);
    const bool right =
        found->cluster[0] == found->cluster[1] && found->cluster[2] == found->cluster[3];
    tm_clustering_free(found);
    tm_sparse_free(rows);
    tm_tfidf_free(model);
    return right ? 0 : 1;
}
