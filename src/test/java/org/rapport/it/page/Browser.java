package org.rapport.it.page;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.logging.Level;

import org.lsl4j.LslClock;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.JavascriptException;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.bidi.log.LogLevel;
import org.openqa.selenium.bidi.module.LogInspector;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.chromium.HasCdp;
import org.openqa.selenium.firefox.FirefoxDriver;
import org.openqa.selenium.firefox.FirefoxOptions;
import org.openqa.selenium.firefox.GeckoDriverService;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.remote.RemoteWebDriver;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A headless Chromium, or Firefox with {@code -Drapport.browser=firefox -Drapport.geckodriver=FILE}. */
final class Browser implements AutoCloseable {
    private static final boolean IS_FIREFOX = "firefox".equals(System.getProperty("rapport.browser", "chromium"));
    private static final Path BROWSER = IS_FIREFOX ? Path.of(System.getProperty("rapport.firefox", "/usr/bin/firefox-esr"))
            : Path.of(System.getProperty("rapport.chromium", "/usr/bin/chromium"));
    private static final Path DRIVER = IS_FIREFOX ? Path.of(System.getProperty("rapport.geckodriver", "/usr/bin/geckodriver"))
            : Path.of(System.getProperty("rapport.chromedriver", "/usr/bin/chromedriver"));
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final RemoteWebDriver driver;
    private final Complaints complaints;

    /** What a browser told on its console as warnings and errors since the last time. */
    private interface Complaints {
        List<String> take();
    }

    private Browser(RemoteWebDriver driver, Complaints complaints) {
        this.driver = driver;
        this.complaints = complaints;
    }

    static boolean isThere() {
        return Files.isExecutable(BROWSER) && Files.isExecutable(DRIVER);
    }

    static Browser open() {
        return IS_FIREFOX ? firefox() : chromium(false, List.of());
    }

    /** Chromium that goes on whoever vouches for a page, as a user who clicks on that. */
    static Browser openTrustingAll() {
        return chromium(true, List.of());
    }

    /** A browser with a camera and a microphone that play files, without end. */
    static Browser with(FakeMedia media) {
        return chromium(false, List.of("--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream",
                "--use-file-for-fake-video-capture=" + media.pictures(), "--use-file-for-fake-audio-capture=" + media.sound()));
    }

    static boolean isFirefox() {
        return IS_FIREFOX;
    }

    private static Browser chromium(boolean trusting, List<String> further) {
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(BROWSER.toString());
        options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
                "--window-size=1280,800");
        options.addArguments(further);
        options.setCapability("goog:loggingPrefs", logs);
        options.setAcceptInsecureCerts(trusting);
        ChromeDriver driver = new ChromeDriver(
                new ChromeDriverService.Builder().usingDriverExecutable(new File(DRIVER.toString())).usingAnyFreePort().build(),
                options);
        return new Browser(driver, () -> driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue()).map(LogEntry::getMessage).toList());
    }

    private static Browser firefox() {
        FirefoxOptions options = new FirefoxOptions();
        options.setBinary(BROWSER.toString());
        options.addArguments("-headless", "--width=1280", "--height=800");
        options.setCapability("webSocketUrl", true);
        FirefoxDriver driver = new FirefoxDriver(
                new GeckoDriverService.Builder().usingDriverExecutable(new File(DRIVER.toString())).usingAnyFreePort().build(),
                options);
        List<String> told = new CopyOnWriteArrayList<>();
        LogInspector inspector = new LogInspector(driver);
        inspector.onJavaScriptException(error -> told.add(error.getText()));
        inspector.onConsoleEntry(entry -> {
            if (entry.getLevel() == LogLevel.ERROR || entry.getLevel() == LogLevel.WARNING) {
                told.add(entry.getText());
            }
        });
        return new Browser(driver, () -> {
            List<String> all = List.copyOf(told);
            told.removeAll(all);
            return all;
        });
    }

    void visit(String address) {
        driver.get(address);
    }

    String address() {
        return driver.getCurrentUrl();
    }

    String title() {
        return driver.getTitle();
    }

    WebElement element(String selector) {
        return driver.findElement(By.cssSelector(selector));
    }

    /** Has the browser do something that pages cannot, as its developer tools do. */
    Map<String, Object> tool(String command, Map<String, Object> parameters) {
        return ((HasCdp) driver).executeCdpCommand(command, parameters);
    }

    Object run(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    void keys(String keys) {
        driver.findElement(By.tagName("body")).sendKeys(keys);
    }

    /** All texts at one moment: the page changes while one looks. */
    @SuppressWarnings("unchecked")
    List<String> texts(String selector) {
        return (List<String>) run("return [...document.querySelectorAll(arguments[0])].map(e => (e.innerText ?? '').trim())",
                selector);
    }

    String text(String selector) {
        return String.join("\n", texts(selector));
    }

    void await(String selector, Predicate<String> condition) {
        try {
            new WebDriverWait(driver, PATIENCE).ignoring(StaleElementReferenceException.class).ignoring(JavascriptException.class)
                    .until(any -> texts(selector).stream().anyMatch(condition));
        } catch (org.openqa.selenium.TimeoutException e) {
            throw new AssertionError(
                    selector + " never was as expected but: " + texts(selector) + "; the page shows: " + text("body"), e);
        }
    }

    /** Waits until all texts together, a line each, are as wanted. */
    void awaitText(String selector, String wanted) {
        try {
            new WebDriverWait(driver, PATIENCE).until(any -> text(selector).equals(wanted));
        } catch (org.openqa.selenium.TimeoutException e) {
            throw new AssertionError(selector + " never was " + wanted + " but: " + text(selector), e);
        }
    }

    void awaitNone(String selector) {
        new WebDriverWait(driver, PATIENCE).until(any -> texts(selector).isEmpty());
    }

    /** Waits until a script tells that something is so. */
    void until(String script, Object... arguments) {
        new WebDriverWait(driver, PATIENCE).until(any -> Boolean.TRUE.equals(run(script, arguments)));
    }

    /** Notes when something appears. */
    void noteWhen(String selector) {
        run("""
                const selector = arguments[0];
                window.noted = 0;
                new MutationObserver((changes, observer) => {
                  if (document.querySelector(selector)) {
                    window.noted = performance.timeOrigin + performance.now();
                    observer.disconnect();
                  }
                }).observe(document.body, { childList: true, subtree: true });
                """, selector);
    }

    /** When that was, in seconds of the LSL clock of this machine, which the browser is on as well. */
    double noted() {
        double millis = ((Number) run("return window.noted")).doubleValue();
        return LslClock.now() - (System.currentTimeMillis() - millis) / 1000;
    }

    void size(int width, int height) {
        driver.manage().window().setSize(new Dimension(width, height));
    }

    /** What one sees, as PNG. */
    byte[] picture() {
        return driver.getScreenshotAs(OutputType.BYTES);
    }

    /** Its processes, which are those of this one that its driver began. */
    List<ProcessHandle> processes() {
        return ProcessHandle.current().children().filter(
                child -> child.info().command().filter(name -> name.contains(DRIVER.getFileName().toString())).isPresent())
                .flatMap(ProcessHandle::descendants).toList();
    }

    /** Looks at another page in a second tab. */
    void inOtherTab(String address, Runnable looks) {
        String first = driver.getWindowHandle();
        Set<String> before = driver.getWindowHandles();
        driver.switchTo().newWindow(WindowType.TAB);
        driver.get(address);
        looks.run();
        driver.close();
        driver.switchTo().window(before.stream().filter(first::equals).findFirst().orElseThrow());
    }

    /** What was asked of anybody but the page's own server. */
    @SuppressWarnings("unchecked")
    List<String> foreignRequests(String own) {
        return ((List<Map<String, Object>>) run("return performance.getEntriesByType('resource').map(e => ({ name: e.name }))"))
                .stream().map(entry -> String.valueOf(entry.get("name"))).filter(name -> !name.startsWith(own)).toList();
    }

    /** What the browser told on its console as warnings and errors since the last time. */
    List<String> complaints() {
        return complaints.take();
    }

    @Override
    public void close() {
        driver.quit();
    }
}
