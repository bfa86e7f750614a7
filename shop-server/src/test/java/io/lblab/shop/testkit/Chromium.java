package io.lblab.shop.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;

/// A real Chromium without a display.
public final class Chromium implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration POLL = Duration.ofMillis(20);
    private static final int MOST_TABS = 120;

    private final ChromeDriver driver;

    /// Starts it.
    ///
    /// @param profile an empty directory
    public Chromium(Path profile) {
        ChromeOptions options = new ChromeOptions();
        options.setBinary("/usr/bin/chromium");
        options.addArguments(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--hide-scrollbars",
                "--user-data-dir=" + profile);
        ChromeDriverService service =
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(Path.of("/usr/bin/chromedriver").toFile())
                        .build();
        driver = new ChromeDriver(service, options);
    }

    public ChromeDriver driver() {
        return driver;
    }

    /// Sets the size of the window and the theme, `light` or `dark`.
    public void look(int width, int height, String theme) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of(
                        "width",
                        width,
                        "height",
                        height,
                        "deviceScaleFactor",
                        1,
                        "mobile",
                        width < 600));
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(Map.of("name", "prefers-color-scheme", "value", theme))));
    }

    /// Lets pages run scripts, or not.
    public void scripts(boolean allowed) {
        driver.executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", !allowed));
    }

    public void forgetCookies() {
        driver.manage().deleteAllCookies();
    }

    public void open(String url) {
        driver.get(url);
    }

    /// What the selector finds first, waited for as a person would: a click comes back before the
    /// answer to its form has replaced the page.
    public WebElement element(String selector) {
        return Awaitility.await(selector + " is on the page")
                .atMost(PATIENCE)
                .pollInterval(POLL)
                .until(() -> driver.findElements(By.cssSelector(selector)), all -> !all.isEmpty())
                .getFirst();
    }

    public boolean shows(String selector) {
        return !driver.findElements(By.cssSelector(selector)).isEmpty();
    }

    public String text(String selector) {
        return element(selector).getText();
    }

    public void click(String selector) {
        element(selector).click();
    }

    /// Replaces what a field says.
    public void type(String selector, String text) {
        WebElement field = element(selector);
        field.clear();
        field.sendKeys(text);
    }

    public void awaitText(String selector, String text) {
        Awaitility.await(selector + " says " + text)
                .atMost(PATIENCE)
                .pollInterval(POLL)
                .ignoreExceptionsInstanceOf(WebDriverException.class) // not there yet, or replaced
                .until(() -> driver.findElement(By.cssSelector(selector)).getText().contains(text));
    }

    /// Presses Tab until the element has the focus, as somebody without a mouse would.
    public void tabTo(String selector) {
        WebElement wanted = element(selector);
        for (int i = 0; i < MOST_TABS; i++) {
            press(Keys.TAB);
            if (driver.switchTo().activeElement().equals(wanted)) {
                return;
            }
        }
        throw new AssertionError("Tab never came to " + selector);
    }

    public void press(CharSequence keys) {
        new Actions(driver).sendKeys(keys).perform();
    }

    /// How much wider than the window the page is, in pixels.
    public long overflow() {
        Object pixels =
                driver.executeScript("return document.documentElement.scrollWidth - innerWidth;");
        return pixels instanceof Number number ? number.longValue() : 0;
    }

    /// Keeps a picture of what the window shows.
    public void shoot(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        driver.quit();
    }
}
