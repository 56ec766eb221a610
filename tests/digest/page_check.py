"""Open a digest's page in Chromium and use it.

usage: page_check.py TM-DIGEST FOLDER HOSTILE.jsonl DAY.jsonl; exit 77 if a package is missing
"""
import json
import os
import shutil
import subprocess
import sys

try:
    import axe_playwright_python
    from selenium import webdriver
    from selenium.webdriver.common.by import By
    from selenium.webdriver.common.keys import Keys
except ImportError as missing:
    print("skipped:", missing)
    sys.exit(77)
chromium, driver_path = shutil.which("chromium"), shutil.which("chromedriver")
if not chromium or not driver_path:
    print("skipped: no chromium or no chromedriver")
    sys.exit(77)

DIGEST, FOLDER, HOSTILE, DAY = sys.argv[1:5]
AXE = os.path.join(os.path.dirname(axe_playwright_python.__file__), "axe.min.js")
SWITCHES = ("--headless --no-sandbox --disable-gpu --disable-quic --no-first-run "
            "--disable-background-networking --disable-component-update --disable-sync").split()
failures = 0


def check(good, what):
    global failures
    if not good:
        failures += 1
        print("FAILED:", what)


def start():
    options = webdriver.ChromeOptions()
    options.binary_location = chromium
    for switch in SWITCHES + ["--user-data-dir=" + os.path.join(FOLDER, "profile")]:
        options.add_argument(switch)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    service = webdriver.chrome.service.Service(driver_path)
    return webdriver.Chrome(options=options, service=service)


def make(source):
    page = os.path.join(FOLDER, os.path.basename(source) + ".html")
    subprocess.run([DIGEST, "--format", "html", "-o", page, source], check=True)
    return page


def open_page(driver, page, width):
    driver.set_window_size(width, 1000)
    driver.get("file://" + page)


def visible(driver, selector):
    return [e for e in driver.find_elements(By.CSS_SELECTOR, selector) if e.is_displayed()]


def check_network(driver, page):
    for entry in driver.get_log("performance"):
        message = json.loads(entry["message"])["message"]
        if message["method"] == "Network.requestWillBeSent":
            url = message["params"]["request"]["url"]
            check(url.startswith(("file://" + page, "data:", "chrome://", "about:")), "request of " + url)


def check_console(driver):
    for entry in driver.get_log("browser"):
        check(entry["level"] != "SEVERE", "console: " + entry["message"])


def check_accessible(driver, what):
    with open(AXE, encoding="utf-8") as file:
        # Through the debugger, for the page's policy lets no script of others run.
        driver.execute_cdp_cmd("Runtime.evaluate", {"expression": file.read()})
    result = driver.execute_async_script("axe.run().then(arguments[0])")
    for violation in result["violations"]:
        check(violation["impact"] not in ("serious", "critical"),
              "%s: %s: %s" % (what, violation["id"], violation["nodes"][0]["html"][:200]))
    check(len(result["passes"]) > 10, what + ": axe looked at something")


def check_use(driver, page):
    open_page(driver, page, 1280)
    stories = len(visible(driver, "article"))
    check(stories > 20, "the day has its stories")
    check(len(driver.find_elements(By.CSS_SELECTOR, "svg circle")) > stories, "map and timeline have dots")
    search = driver.find_element(By.ID, "search")
    driver.find_element(By.TAG_NAME, "body").send_keys("/")
    check(driver.switch_to.active_element == search, "/ leads to the search")
    search.send_keys("durasKOVIC")
    found = visible(driver, "article")
    check(0 < len(found) < stories and "Đurašković" in found[0].text, "search finds without accents")
    check("stor" in driver.find_element(By.ID, "found").text, "the count is told")
    search.send_keys(Keys.ESCAPE)
    check(len(visible(driver, "article")) == stories, "Escape shows all again")
    search.send_keys("no such word anywhere")
    check(not visible(driver, "article") and not visible(driver, "main h2"), "nothing found, nothing shown")
    search.send_keys(Keys.ESCAPE)
    buttons = visible(driver, "button[data-section]")
    buttons[1].click()
    shown = visible(driver, "article")
    check(0 < len(shown) < stories, "a section is part of the day")
    check(buttons[1].get_attribute("aria-pressed") == "true", "the button tells that it is pressed")
    buttons[0].click()
    check(len(visible(driver, "article")) == stories, "All is all")
    reference = driver.find_element(By.CSS_SELECTOR, ".summary a")
    reference.click()
    target = driver.find_element(By.ID, reference.get_attribute("href").split("#")[1])
    check(target.is_displayed(), "a reference leads to its report")
    theme = driver.find_element(By.ID, "theme")
    before = driver.execute_script("return getComputedStyle(document.body).backgroundColor")
    theme.click()
    check(before != driver.execute_script("return getComputedStyle(document.body).backgroundColor"),
          "light and dark differ")
    check_accessible(driver, "the day, other theme")


def check_widths(driver, page):
    for width in (390, 1280, 1920):
        open_page(driver, page, width)
        wide = driver.execute_script("return document.documentElement.scrollWidth - innerWidth")
        check(wide <= 0, "nothing sticks out at %d pixels: %s" % (width, wide))
        check_accessible(driver, "%d pixels" % width)


def check_hostile(driver, page):
    open_page(driver, page, 1280)
    check(driver.execute_script("return window.broken") is None, "nothing of the input runs")
    check("<script>window.broken = 1</script>" in driver.find_element(By.TAG_NAME, "main").text,
          "a script in a headline is text")
    for link in driver.find_elements(By.CSS_SELECTOR, "main a"):
        url = link.get_attribute("href")
        check(url.lower().startswith(("https://example.org/", "file://")), "link to " + url)
        check("onmouseover" not in url, "link to " + url)
    check(driver.execute_script("return document.querySelectorAll('[onmouseover]').length") == 0,
          "no handler comes in")
    arabic = [e for e in driver.find_elements(By.CSS_SELECTOR, "[dir=auto]") if "ميناء" in e.text]
    check(arabic and arabic[-1].value_of_css_property("direction") == "rtl", "Arabic runs right to left")
    check_accessible(driver, "hostile page")


def check_without_script(page):
    with open(page, encoding="utf-8") as file:
        text = file.read()
    check('class="controls" aria-label="Search and sections" hidden' in text,
          "without a script there is nothing that needs one")


def main():
    shutil.rmtree(FOLDER, ignore_errors=True)
    os.makedirs(FOLDER)
    day, hostile = make(DAY), make(HOSTILE)
    driver = start()
    try:
        for page, use in ((day, check_use), (day, check_widths), (hostile, check_hostile)):
            use(driver, page)
            check_network(driver, page)
            check_console(driver)
    finally:
        driver.quit()
    check_without_script(day)
    size = os.path.getsize(day)
    print("the page of the day has %d bytes" % size)
    print("%d failed" % failures)
    return failures != 0


sys.exit(main())
