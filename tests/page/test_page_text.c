/* Pages scraped to plain text: the article apart from the teasers. */
#include "page_test.h"

static struct page_parts part_of(const char *name, const char *language)
{
    struct page_parts parts;
    tm_error err = {0};
    size_t size;
    char *text = page_test_file(name, &size);

    if (!text)
        cr_skip_test("no %s", name);
    cr_assert_eq(page_from_text(&parts, text, size, language, &err), TM_OK, "%s: %s", name,
                 err.message);
    free(text);
    return parts;
}

/* How many parts after the first are teasers. */
static size_t teasers(const struct page_parts *parts)
{
    size_t count = 0;

    for (size_t i = 0; i < parts->count; i++)
        count += parts->part[i].kind == PAGE_TEASER;
    return count;
}

static const struct page_part *find(const struct page_parts *parts, const char *words)
{
    for (size_t i = 0; i < parts->count; i++)
        if (strstr(parts->part[i].text, words))
            return &parts->part[i];
    return NULL;
}

Test(text, an_article_is_kept_apart_from_teasers_and_chrome)
{
    struct page_parts parts = part_of("tests/page/data/council.txt", "en");
    const struct page_part *article = &parts.part[0], *glass;

    cr_expect(parts.mixed);
    cr_assert_eq(parts.count, 7, "got %zu", parts.count);
    cr_expect_eq(article->kind, PAGE_ARTICLE);
    cr_assert_not_null(article->title);
    cr_expect_str_eq(article->title, "Council of Orrin votes to keep the night trains");
    cr_expect_eq(article->first_line, 3, "%zu", article->first_line);
    cr_expect_eq(article->last_line, 13, "%zu", article->last_line);
    cr_expect_null(strstr(article->text, "sheep"));
    cr_expect_eq(teasers(&parts), 6);
    glass = find(&parts, "glassblowers");
    cr_assert_not_null(glass);
    cr_assert_not_null(glass->title, "the headline above the cut-off form comes with the full one");
    cr_expect_str_eq(glass->title, "Glassblowers of Ferro end their strike after nine weeks");
    cr_expect_not_null(strstr(glass->text, "for the old hall."), "the full form");
    cr_expect_null(find(&parts, "roof fo..."), "the cut-off form is folded away");
    cr_expect_null(find(&parts, "Download our app"), "chrome");
    cr_expect_null(find(&parts, "Leave a comment"), "chrome");
    page_parts_release(&parts);
}

Test(text, other_languages_are_parted_too)
{
    struct page_parts parts = part_of("tests/page/data/mill.txt", "de");

    cr_assert_eq(parts.count, 6, "got %zu", parts.count);
    cr_expect_str_eq(parts.part[0].title, "Unterbach bekommt seine Mühle zurück");
    cr_expect_eq(parts.part[0].last_line, 9, "%zu", parts.part[0].last_line);
    page_parts_release(&parts);
}

Test(text, headlines_are_teasers_only)
{
    struct page_parts parts = part_of("tests/page/data/headlines.txt", "en");

    cr_expect_not(parts.mixed);
    cr_expect_eq(parts.count, 10);
    cr_expect_eq(teasers(&parts), 10);
    page_parts_release(&parts);
}

Test(text, an_ordinary_article_stays_whole)
{
    struct page_parts parts = part_of("data/article.txt", "en");

    cr_assert_eq(parts.count, 1);
    cr_expect_eq(parts.part[0].kind, PAGE_ARTICLE);
    cr_expect_str_eq(parts.part[0].title,
                     "Coastal water bill passes Senate after all-night debate");
    cr_expect_null(strstr(parts.part[0].text, "all-night debate"), "the title is not said twice");
    page_parts_release(&parts);
}

Test(text, two_articles_on_one_subject_are_two)
{
    struct page_parts parts = part_of("tests/page/data/harbour.txt", "en");
    const struct page_part *fish = &parts.part[0], *history = &parts.part[1];

    cr_assert_eq(parts.count, 8, "got %zu", parts.count);
    cr_expect_eq(teasers(&parts), 6);
    cr_expect_null(fish->title, "it has none, and does not get that of the other");
    cr_expect_eq(fish->first_line, 3, "%zu", fish->first_line);
    cr_expect_eq(fish->last_line, 10, "%zu", fish->last_line);
    cr_expect_null(strstr(fish->text, "Read more"), "chrome between paragraphs");
    cr_expect_not_null(strstr(fish->text, "a restaurant will move in"), "what is below chrome");
    cr_expect_str_eq(history->title, "Market of Skarv could have been saved, historian says");
    cr_expect_null(strstr(history->text, "could have been saved, historian says"));
    cr_expect_eq(history->first_line, 11, "%zu", history->first_line);
    cr_expect_eq(history->last_line, 18, "%zu", history->last_line);
    page_parts_release(&parts);
}

Test(text, two_articles_of_another_language_are_two)
{
    struct page_parts parts = part_of("tests/page/data/port_es.txt", "es");

    cr_assert_eq(parts.count, 2, "got %zu", parts.count);
    cr_expect_eq(teasers(&parts), 0);
    cr_expect(parts.mixed);
    cr_expect_str_eq(parts.part[0].title, "El puerto de Almera cerrará su lonja en junio");
    cr_expect_str_eq(parts.part[1].title,
                     "La orquesta de Valdoro busca director tras dos años sin conciertos");
    page_parts_release(&parts);
}

Test(text, subheadings_open_no_article)
{
    struct page_parts parts = part_of("tests/page/data/bridge.txt", "en");

    cr_assert_eq(parts.count, 1, "got %zu", parts.count);
    cr_expect_eq(parts.part[0].kind, PAGE_ARTICLE);
    cr_expect_not_null(strstr(parts.part[0].text, "What the engineers found under the arches"));
    page_parts_release(&parts);
    parts = part_of("tests/page/data/storm_live.txt", "en");
    cr_assert_eq(parts.count, 1, "got %zu", parts.count);
    cr_expect_str_eq(parts.part[0].title, "Storm Ilka live: forty thousand homes without power");
    page_parts_release(&parts);
}

/* The string after "key": " of a line of JSON; \" and \n are undone in place. */
static char *field(char *line, const char *key)
{
    char *value = strstr(line, key), *to;

    cr_assert_not_null(value);
    value = strchr(value + strlen(key), '"') + 1;
    to = value;
    for (const char *c = value; *c != '"'; c++) {
        if (*c == '\\')
            c++;
        *to++ = c[-1] == '\\' && *c == 'n' ? '\n' : *c;
    }
    *to = '\0';
    return value;
}

Test(text, every_sample_article_stays_whole)
{
    size_t size, count = 0;
    char *file = page_test_file("data/articles.jsonl", &size);

    cr_assert_not_null(file);
    for (char *line = file, *end; *line; line = end, count++) {
        struct page_parts parts;
        char *text;

        end = strchr(line, '\n');
        end = end ? end + 1 : line + strlen(line);
        text = field(line, "\"text\":");
        cr_assert_eq(page_from_text(&parts, text, strlen(text), NULL, NULL), TM_OK);
        cr_expect_eq(parts.count, 1, "article %zu came out as %zu", count + 1, parts.count);
        cr_expect_eq(parts.part[0].kind, PAGE_ARTICLE);
        page_parts_release(&parts);
    }
    cr_expect_eq(count, 6);
    free(file);
}

Test(text, a_wrapped_text_is_joined_to_paragraphs)
{
    static const char text[] = "The first paragraph of this text is wrapped at a width of\n"
                               "some sixty letters, as texts in mail and manuals often are,\n"
                               "and ends here.\n\n"
                               "The second paragraph goes on about the same text and its\n"
                               "width of sixty letters, and it ends here as well.\n";
    struct page_parts parts;

    cr_assert_eq(page_from_text(&parts, text, sizeof text - 1, "en", NULL), TM_OK);
    cr_assert_eq(parts.count, 1);
    cr_expect_str_eq(
        parts.part[0].text,
        "The first paragraph of this text is wrapped at a width of some sixty letters, "
        "as texts in mail and manuals often are, and ends here.\n\nThe second paragraph "
        "goes on about the same text and its width of sixty letters, and it ends here "
        "as well.");
    page_parts_release(&parts);
}

Test(text, nothing_gives_nothing)
{
    struct page_parts parts;

    cr_assert_eq(page_from_text(&parts, "", 0, "en", NULL), TM_OK);
    cr_expect_eq(parts.count, 0);
    page_parts_release(&parts);
    cr_assert_eq(page_from_text(&parts, " \n\n", 3, NULL, NULL), TM_OK);
    cr_expect_eq(parts.count, 0);
    page_parts_release(&parts);
}

static bool looks_scraped(const char *name)
{
    size_t size;
    char *text = page_test_file(name, &size);
    bool looks;

    cr_assert_not_null(text);
    looks = page_looks_scraped(text, size, "en");
    free(text);
    return looks;
}

Test(text, a_page_is_known_by_chrome_beside_an_article_and_teasers)
{
    static const char chrome[] = "Menu\nShare\nFollow us\nLeave a comment\n";

    cr_expect(looks_scraped("tests/page/data/council.txt"));
    cr_expect(looks_scraped("tests/page/data/harbour.txt"));
    cr_expect_not(looks_scraped("tests/page/data/headlines.txt"));
    cr_expect_not(looks_scraped("tests/page/data/bridge.txt"), "an article alone");
    cr_expect_not(looks_scraped("tests/page/data/port_es.txt"), "articles alone");
    cr_expect_not(looks_scraped("data/article.txt"));
    cr_expect_not(looks_scraped("data/day.jsonl"));
    cr_expect_not(page_looks_scraped(chrome, sizeof chrome - 1, "en"));
    cr_expect_not(page_looks_scraped("", 0, "en"));
}

/* A real page, if the evaluation data are there. */
Test(text, a_news_page_as_scraped)
{
    struct page_parts parts = part_of("../shared/eval/data/anewz-page.txt", "en");
    const struct page_part *visit = &parts.part[0], *expert = &parts.part[1], *iran;

    cr_assert_eq(parts.count, 12, "got %zu", parts.count);
    cr_expect_eq(visit->kind, PAGE_ARTICLE);
    cr_expect_null(visit->title);
    cr_expect_eq(visit->first_line, 3, "%zu", visit->first_line);
    cr_expect_eq(visit->last_line, 27, "%zu", visit->last_line);
    cr_expect_eq(expert->kind, PAGE_ARTICLE);
    cr_assert_not_null(expert->title);
    cr_expect_str_eq(expert->title, "Azerbaijan–Israel ties go beyond transactions, expert view");
    cr_expect_eq(expert->first_line, 28, "%zu", expert->first_line);
    cr_expect_eq(expert->last_line, 40, "%zu", expert->last_line);
    cr_expect_eq(teasers(&parts), 10, "%zu", teasers(&parts));
    iran = find(&parts, "Iran is pursuing");
    cr_assert_not_null(iran);
    cr_expect_not_null(strstr(iran->text, "Tehran and Washington."));
    cr_assert_not_null(iran->title);
    cr_expect_str_eq(iran->title, "Iran open to compromises to reach a nuclear deal with the U.S.");
    cr_expect_null(find(&parts, "Leave the first comment"));
    cr_expect_null(find(&parts, "You can download"));
    page_parts_release(&parts);
}
