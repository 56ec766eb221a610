#include "digest/digest_svg.h"

#include "columns.h"
#include "digest/digest_map.h"
#include "markup.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    WIDTH = 384,
    MAP_HEIGHT = 300,
    MARGIN = 26,
    LETTER = 6, /* about the width of one at 11 pixels */
    LINE = 13,
    LABELLED = 14, /* stories whose names are tried on the map */
    LONGEST = 22,  /* columns of a name */
    ROWS = 12,
    ROW = 30,
    COLORS = 9
};

/* A name, cut to so many columns. */
static void print_label(const char *label, size_t columns, FILE *file)
{
    struct cli_bytes cut = {NULL, 0, 0};
    FILE *const memory = open_memstream(&cut.data, &cut.size);

    if (!memory)
        return;
    cli_print_fit(memory, (tm_text){label, strlen(label)}, columns);
    fclose(memory);
    cli_markup_text(file, (tm_text){cut.data, cut.size});
    cli_bytes_free(&cut);
}

static size_t color_of(const struct digest_story *story)
{
    return story->section % COLORS;
}

static void start_svg(FILE *file, int height)
{
    fprintf(file, "<svg viewBox=\"0 0 %d %d\" aria-hidden=\"true\">\n", WIDTH, height);
}

/* Pictures repeat what the list says, so the keyboard passes over their links. */
static void start_link(size_t s, const struct digest_story *story, FILE *file)
{
    fprintf(file, "<a href=\"#story-%zu\" tabindex=\"-1\" class=\"c%zu\">", s + 1, color_of(story));
}

/* ---- map ---- */

struct box {
    double left, top, right, bottom;
};

static bool overlap(const struct box *a, const struct box *b)
{
    return a->left < b->right && b->left < a->right && a->top < b->bottom && b->top < a->bottom;
}

static double radius(const struct digest_story *story)
{
    return 3.0 + 2.2 * sqrt((double)story->rows);
}

static double map_x(const struct digest_story *story)
{
    return MARGIN + (double)story->x * (WIDTH - 2 * MARGIN);
}

static double map_y(const struct digest_story *story)
{
    return MARGIN + (double)story->y * (MAP_HEIGHT - 2 * MARGIN);
}

static void print_dots(const struct digest *digest, size_t stories, FILE *file)
{
    for (size_t i = stories; i-- > 0;) { /* the most important on top */
        const struct digest_story *const story = &digest->story[i];

        start_link(i, story, file);
        fputs("<title>", file);
        cli_markup_text(file, (tm_text){story->label, strlen(story->label)});
        fprintf(file, "</title><circle cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\"/></a>\n", map_x(story),
                map_y(story), radius(story));
    }
}

/* Where the name of a story would stand: above its dot, within the picture. */
static struct box label_box(const struct digest_story *story)
{
    const size_t columns = cli_columns((tm_text){story->label, strlen(story->label)});
    const double half = LETTER * (double)(columns < LONGEST ? columns : LONGEST) / 2;
    const double x = map_x(story), at = x - half < 2           ? 2 + half
                                        : x + half > WIDTH - 2 ? WIDTH - 2 - half
                                                               : x;
    double bottom = map_y(story) - radius(story) - 2;

    if (bottom < LINE)
        bottom = map_y(story) + radius(story) + LINE;
    return (struct box){at - half, bottom - LINE + 2, at + half, bottom};
}

static void print_names(const struct digest *digest, size_t stories, FILE *file)
{
    struct box placed[LABELLED];
    size_t count = 0;

    for (size_t i = 0; i < stories && i < LABELLED; i++) {
        const struct digest_story *const story = &digest->story[i];
        const struct box box = label_box(story);
        bool free_place = true;

        for (size_t j = 0; j < count; j++)
            free_place = free_place && !overlap(&box, &placed[j]);
        if (!free_place)
            continue;
        placed[count++] = box;
        fprintf(file, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\">",
                (box.left + box.right) / 2, box.bottom - 3);
        print_label(story->label, LONGEST, file);
        fputs("</text>\n", file);
    }
}

void digest_svg_map(const struct digest *digest, size_t shown, FILE *file)
{
    const size_t stories = shown < DIGEST_MAPPED ? shown : DIGEST_MAPPED;

    if (stories < 3)
        return;
    fputs("<figure>\n<h2>Map</h2>\n", file);
    start_svg(file, MAP_HEIGHT);
    print_dots(digest, stories, file);
    print_names(digest, stories, file);
    fputs(
        "</svg>\n<figcaption>A dot is a story, its size the number of reports; stories with words "
        "in common are close.</figcaption>\n</figure>\n",
        file);
}

/* ---- timeline ---- */

static double time_x(const struct digest *digest, int64_t time)
{
    const double span = (double)(digest->last - digest->first);

    return MARGIN / 2.0 +
           (span > 0 ? (double)(time - digest->first) / span : 0.5) * (WIDTH - MARGIN);
}

/* Steps of hours or days that give four to eight of them. */
static int64_t tick_step(int64_t span)
{
    static const int64_t steps[] = {1800, 3600, 7200, 3 * 3600, 6 * 3600, 12 * 3600, 86400};

    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
        if (span / steps[i] <= 6)
            return steps[i];
    return (span / 6 / 86400 + 1) * 86400;
}

static void print_axis(const struct digest *digest, int height, FILE *file)
{
    const int64_t step = tick_step(digest->last - digest->first);
    const int64_t start = digest->first - ((digest->first % step) + step) % step + step;
    char when[CLI_WHEN_TEXT];

    for (int64_t at = start; at <= digest->last; at += step) {
        const double x = time_x(digest, at);

        cli_when_short(when, at);
        fprintf(file, "<line x1=\"%.1f\" y1=\"16\" x2=\"%.1f\" y2=\"%d\"/>", x, x, height);
        fprintf(file, "<text class=\"axis\" x=\"%.1f\" y=\"12\" text-anchor=\"middle\">%s</text>\n",
                x < 20           ? 20
                : x > WIDTH - 20 ? (double)WIDTH - 20
                                 : x,
                step < 86400 ? strchr(when, ',') + 2 : (*strchr(when, ',') = '\0', when));
    }
}

static void print_row(const struct digest *digest, size_t s, double y, FILE *file)
{
    const struct digest_story *const story = &digest->story[s];

    start_link(s, story, file);
    fprintf(file, "<text x=\"%d\" y=\"%.1f\">", MARGIN / 2, y - 9);
    print_label(story->label, 50, file);
    fprintf(file, "</text><line class=\"span\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>",
            time_x(digest, story->first), y, time_x(digest, story->last), y);
    for (size_t i = 0; i < story->rows && i < 200; i++)
        if (digest->dated[story->row[i]])
            fprintf(file, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3.5\"/>",
                    time_x(digest, digest->time[story->row[i]]), y);
    fputs("</a>\n", file);
}

void digest_svg_timeline(const struct digest *digest, size_t shown, FILE *file)
{
    size_t row[ROWS], rows = 0;
    int height;

    for (size_t s = 0; s < shown && rows < ROWS; s++)
        if (digest->story[s].dated && digest->story[s].rows > 1)
            row[rows++] = s;
    if (rows == 0 || digest->first == digest->last)
        return;
    height = 24 + ROW * (int)rows;
    fputs("<figure>\n<h2>Timeline</h2>\n", file);
    start_svg(file, height);
    print_axis(digest, height, file);
    for (size_t i = 0; i < rows; i++)
        print_row(digest, row[i], 24 + ROW * ((double)i + 0.7), file);
    fputs("</svg>\n<figcaption>When the reports of the first stories came, in UTC.</figcaption>\n"
          "</figure>\n",
          file);
}
