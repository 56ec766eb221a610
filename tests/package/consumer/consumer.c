/* Somebody else's program: two stories in four headlines. */
#include <stdio.h>
#include <string.h>
#include <tm.h>

int main(void)
{
    static const char *const headline[] = {
        "River floods close three bridges", "Bridges closed as river floods valley",
        "Chess champion wins title match", "Title match won by chess champion"};
    tm_kmeans_options two = TM_KMEANS_INIT;
    tm_text text[4];
    tm_tfidf *model = NULL;
    tm_sparse *rows = NULL;
    tm_clustering *found = NULL;
    tm_error err;
    int wrong = 1;

    for (int i = 0; i < 4; i++) {
        text[i].data = headline[i];
        text[i].size = strlen(headline[i]);
    }
    two.clusters = 2;
    if (tm_tfidf_fit(&model, &rows, text, 4, NULL, NULL, &err) == TM_OK &&
        tm_kmeans(&found, rows, &two, NULL, &err) == TM_OK) {
        printf("libtm %s: %zu clusters\n", tm_version(), found->clusters);
        wrong = found->cluster[0] != found->cluster[1] || found->cluster[2] != found->cluster[3] ||
                strcmp(tm_version(), TM_VERSION) != 0;
    } else {
        fprintf(stderr, "%s\n", err.message);
    }
    tm_clustering_free(found);
    tm_sparse_free(rows);
    tm_tfidf_free(model);
    return wrong;
}
