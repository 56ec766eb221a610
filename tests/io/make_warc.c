/* Writes a small WARC file to stdout: what a crawler keeps of a page, a text, a picture, a
 * redirect, a chunked page and a request. The lengths are counted here, so that the file is right.
 */
#include <stdio.h>
#include <string.h>

static void record(const char *type, const char *url, const char *content_type, const char *block)
{
    printf("WARC/1.0\r\nWARC-Type: %s\r\n", type);
    if (url)
        printf("WARC-Target-URI: %s\r\n", url);
    printf("WARC-Date: 2026-03-01T10:00:00Z\r\nContent-Type: %s\r\nContent-Length: %zu\r\n\r\n%s"
           "\r\n\r\n",
           content_type, strlen(block), block);
}

#define HTTP "application/http; msgtype=response"

int main(void)
{
    record("warcinfo", NULL, "application/warc-fields", "software: a test\r\n");
    record("request", "http://news.example/", "application/http; msgtype=request",
           "GET / HTTP/1.1\r\nHost: news.example\r\n\r\n");
    record("response", "http://news.example/", HTTP,
           "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
           "<html lang=\"en\"><head><title>Harbour reopens</title><meta "
           "property=\"article:published_time\" content=\"2026-02-27T09:00:00Z\"></head><body><p>The harbour "
           "reopened on Monday after a week of storms, and the first ships came in before "
           "noon.</p><p>Traders said that prices would fall within days.</p></body></html>");
    record("response", "http://news.example/latin", HTTP,
           "HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=iso-8859-1\r\n\r\n"
           "Le caf\xE9 ferme \x96 d\xE9j\xE0.");
    record("response", "http://news.example/logo", HTTP,
           "HTTP/1.1 200 OK\r\nContent-Type: image/gif\r\n\r\nGIF89a");
    record("response", "http://news.example/old", HTTP,
           "HTTP/1.1 301 Moved\r\nContent-Type: text/html\r\nLocation: /\r\n\r\n<p>moved</p>");
    record("response", "http://news.example/chunks", HTTP,
           "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n"
           "9\r\nIn chunks\r\n8\r\n, joined\r\n0\r\n\r\n");
    record("resource", "http://news.example/note.txt", "text/plain", "A plain note.");
    return 0;
}
