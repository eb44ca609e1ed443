package org.palaestra.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.palaestra.app.Session.Outcome;
import org.palaestra.app.web.Dashboard;
import org.palaestra.settings.InvalidInputException;
import org.palaestra.settings.Settings;
import org.palaestra.store.Json;
import org.palaestra.training.RunFolder;

final class DashboardTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final HttpClient client = HttpClient.newHttpClient();
  private Session session;
  private Path board;

  @BeforeEach
  void begin(@TempDir Path folder) {
    session = new Session(folder);
    board = folder.resolve("board");
  }

  private void train(int seed) {
    Outcome outcome =
        session.run(
            "train",
            "FrozenLake-v1",
            "--agent=q-learning",
            "--steps=5000",
            "--seed=" + seed,
            "--episodes=3");
    assertThat(outcome.exitCode()).as(outcome.errors()).isZero();
  }

  private Dashboard serve() {
    return new Dashboard(session.platform(), board, 0);
  }

  private HttpResponse<String> get(Dashboard dashboard, String path) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(dashboard.address() + path)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private JsonNode json(Dashboard dashboard, String path) throws Exception {
    HttpResponse<String> response = get(dashboard, path);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return Json.parse(response.body());
  }

  @Test
  void runsCurvesAndTheBoardAreData() throws Exception {
    train(1);
    train(2);
    Outcome submitted =
        session.run("leaderboard", "submit", "latest", "--episodes=2", "--board", board.toString());
    assertThat(submitted.exitCode()).as(submitted.errors()).isZero();
    try (Dashboard dashboard = serve()) {
      JsonNode runs = json(dashboard, "api/runs");
      assertThat(runs).hasSize(2);
      assertThat(runs.path(0).path("agent").asText()).isEqualTo("q-learning");
      assertThat(runs.path(0).path("live").asBoolean()).isFalse();
      String one = runs.path(0).path("name").asText();
      String other = runs.path(1).path("name").asText();
      assertThat(json(dashboard, "api/run?name=" + one).path("metrics").toString())
          .contains("episode/return");
      JsonNode curves =
          json(dashboard, "api/curves?run=%s&run=%s&metric=episode/length".formatted(one, other));
      assertThat(curves).hasSize(1);
      assertThat(curves.path(0).path("seeds").asInt()).isEqualTo(2);
      assertThat(curves.path(0).path("middle")).hasSize(100);
      assertThat(json(dashboard, "api/leaderboard").at("/environments/0/title").asText())
          .isEqualTo("FrozenLake-v1");
    }
  }

  @Test
  void runsOfExperimentsAreThereAndOtherFoldersAreNot() throws Exception {
    train(1);
    RunFolder run = session.platform().runs().find("latest");
    Path moved = session.runs().resolve("study").resolve(run.name());
    Files.createDirectories(moved.getParent());
    Files.move(run.path(), moved);
    try (Dashboard dashboard = serve()) {
      assertThat(json(dashboard, "api/runs").path(0).path("name").asText())
          .isEqualTo("study/" + run.name());
      for (String name : List.of("../study", "..", "study", moved.toString(), "study/../study")) {
        HttpResponse<String> response = get(dashboard, "api/run?name=" + name);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body())
            .isEqualTo("{\"error\":\"there is no run \\\"%s\\\"\"}".formatted(name));
      }
    }
  }

  @Test
  void slipsAreAnsweredInWords() throws Exception {
    train(1);
    String name = session.platform().runs().names().get(0);
    try (Dashboard dashboard = serve()) {
      assertThat(get(dashboard, "api/curves?run=" + name + "&metric=episode/retrun").body())
          .contains("unknown metric")
          .contains("did you mean episode/return?");
      assertThat(get(dashboard, "api/curves").body()).contains("from 1 to 200 runs, got 0");
      assertThat(get(dashboard, "nothing").statusCode()).isEqualTo(404);
      assertThat(json(dashboard, "api/leaderboard")).isEmpty();
    }
  }

  @Test
  void aNameThatNoFileCanHaveIsRefusedInWords() throws Exception {
    train(1);
    try (Dashboard dashboard = serve()) {
      for (String query : List.of("run?name=%00", "curves?run=a%00", "compare?run=a%00b")) {
        HttpResponse<String> refused = get(dashboard, "api/" + query);
        assertThat(refused.statusCode()).as(query).isEqualTo(400);
        assertThat(refused.body()).as(query).contains("there is no run");
      }
    }
  }

  @Test
  void aRunThatHasJustBegunKeepsNoCurveOfOthersBack() throws Exception {
    train(1);
    RunFolder run = session.platform().runs().find("latest");
    Path begun = Files.createDirectory(session.runs().resolve("begun"));
    Files.copy(run.path().resolve("run.json"), begun.resolve("run.json"));
    try (Dashboard dashboard = serve()) {
      JsonNode curves = json(dashboard, "api/curves?run=begun&run=" + run.name());
      assertThat(curves).hasSize(1);
      assertThat(curves.path(0).path("seeds").asInt()).isEqualTo(1);
      HttpResponse<String> alone = get(dashboard, "api/curves?run=begun");
      assertThat(alone.statusCode()).isEqualTo(400);
      assertThat(alone.body()).contains("unknown metric").contains("there is none (in begun)");
    }
  }

  /** A page of another site may give its own name this machine's address. */
  @Test
  void whoAsksForAnotherHostIsRefused() throws Exception {
    try (Dashboard dashboard = serve()) {
      URI address = URI.create(dashboard.address());
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), address.getPort())) {
        socket
            .getOutputStream()
            .write(
                "GET /api/runs HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII));
        String answer =
            new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        assertThat(answer).startsWith("HTTP/1.1 403").contains("answers to 127.0.0.1 only");
      }
    }
  }

  @Test
  void nothingComesFromAnotherHost() throws Exception {
    try (Dashboard dashboard = serve()) {
      HttpResponse<String> page = get(dashboard, "");
      assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
          .startsWith("default-src 'self'");
      for (String file :
          List.of("", "charts.js", "board.js", "dashboard.js", "dashboard.css", "uplot.css")) {
        assertThat(get(dashboard, file).body())
            .doesNotContainPattern(
                Pattern.compile("(src|href|url|fetch)\\s*[=(]\\s*[\"']?https?:"));
      }
    }
  }

  @Test
  void aPortInUseIsSaid() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(
              () -> new Dashboard(session.platform(), board, taken.getLocalPort()).close())
          .isInstanceOf(InvalidInputException.class)
          .hasMessageStartingWith(
              "port %d cannot be listened on; choose another with --port"
                  .formatted(taken.getLocalPort()));
    }
    Outcome outcome = session.run("serve", "--port", "70000");
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.errors()).contains("--port must be from 0 to 65535, got 70000");
  }

  @Test
  void aRunThatIsTrainedIsToldLive() throws Exception {
    RunFolder run = session.stopped("FrozenLake-v1", "q-learning", Map.of(), 2000);
    try (Dashboard dashboard = serve()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(dashboard.address() + "api/live"))
              .header("Accept", "text/event-stream")
              .build();
      try (InputStream stream =
          client.send(request, HttpResponse.BodyHandlers.ofInputStream()).body()) {
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
        String line = lines.readLine();
        while (line != null && !line.startsWith("data: ")) {
          line = lines.readLine();
        }
        assertThat(line).isNotNull();
        JsonNode progress = Json.parse(String.valueOf(line).substring("data: ".length()));
        JsonNode one = progress.path("runs").path(run.name());
        assertThat(one.path("total").asLong()).isEqualTo(6000);
        assertThat(one.path("step").asLong()).isBetween(1900L, 2000L);
      }
    }
  }

  /** What a page has already is not sent again. */
  @Test
  void onlyCurvesThatChangedAreSent() throws Exception {
    train(1);
    train(2);
    List<String> names = session.platform().runs().names();
    try (Dashboard dashboard = serve()) {
      String path = "api/curves?run=%s&run=%s".formatted(names.get(0), names.get(1));
      JsonNode curve = json(dashboard, path).path(0);
      String key = curve.path("key").asText();
      assertThat(curve.path("seeds").asInt()).isEqualTo(2);
      assertThat(json(dashboard, path + "&known=" + key).toString())
          .isEqualTo("[{\"key\":\"%s\"}]".formatted(key));
      RunFolder run = session.platform().runs().find(names.get(0));
      Files.writeString(run.metrics(), "5100,episode/return,1\n", StandardOpenOption.APPEND);
      JsonNode grown = json(dashboard, path + "&known=" + key).path(0);
      assertThat(grown.path("key").asText()).isNotEqualTo(key);
      assertThat(grown.path("middle")).hasSize(100);
      assertThat(json(dashboard, "api/curves?run=" + names.get(0) + "&known=" + key).path(0))
          .isNotEmpty()
          .anyMatch(JsonNode::isArray);
    }
  }

  @Test
  void trainingsAreComparedByWhatDiffers() throws Exception {
    train(1);
    train(2);
    Outcome other =
        session.run(
            "train",
            "FrozenLake-v1",
            "--agent=q-learning",
            "--steps=5000",
            "--set=discount=0.5",
            "--episodes=3");
    assertThat(other.exitCode()).as(other.errors()).isZero();
    List<String> names = session.platform().runs().names();
    try (Dashboard dashboard = serve()) {
      JsonNode all = json(dashboard, "api/compare?run=" + String.join("&run=", names));
      assertThat(all.path("columns").findValuesAsText("title"))
          .containsExactlyInAnyOrder(
              "q-learning, discount=0.5",
              "q-learning, discount="
                  + Settings.flatten(
                          session.platform().agents().find("q-learning").settings(Map.of()))
                      .get("discount"));
      List<String> rows = all.path("rows").findValuesAsText("name");
      assertThat(rows)
          .contains("discount", "runs", "score", "evaluation episodes")
          .doesNotContain("environment", "agent", "seed");
      assertThat(all.path("rows").get(rows.indexOf("runs")).path("values").toString())
          .isIn("[\"1\",\"2\"]", "[\"2\",\"1\"]");
      assertThat(
              all.path("rows").get(rows.indexOf("evaluation episodes")).path("values").toString())
          .isIn("[\"3\",\"6\"]", "[\"6\",\"3\"]");
    }
  }

  @Test
  void picturesOfARunAreServedAndNothingElse() throws Exception {
    train(1);
    RunFolder run = session.platform().runs().find("latest");
    byte[] picture = picture(run.path().resolve("films").resolve("a film.GIF"), "gif");
    Path outside = session.folder().resolve("outside.png");
    picture(outside, "png");
    Files.createSymbolicLink(run.path().resolve("link.png"), outside);
    Files.createSymbolicLink(run.path().resolve("folder"), session.folder());
    Files.writeString(run.path().resolve("page.svg"), "<svg><script>alert(1)</script></svg>");
    try (Dashboard dashboard = serve()) {
      String base = "api/picture?run=" + run.name() + "&file=";
      assertThat(json(dashboard, "api/run?name=" + run.name()).path("pictures").toString())
          .isEqualTo("[\"films/a film.GIF\",\"pictures/learning-curve.png\"]");
      HttpResponse<byte[]> found =
          client.send(
              HttpRequest.newBuilder(URI.create(dashboard.address() + base + "films/a%20film.GIF"))
                  .build(),
              HttpResponse.BodyHandlers.ofByteArray());
      assertThat(found.body()).isEqualTo(picture);
      assertThat(found.headers().firstValue("Content-Type")).contains("image/gif");
      assertThat(found.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
      for (String name :
          List.of(
              "..%2F..%2Foutside.png",
              "../../outside.png",
              "films%2F..%2F..%2F..%2Foutside.png",
              "..%5C..%5Coutside.png",
              "%252e%252e%2Foutside.png",
              outside.toString(),
              "link.png",
              "folder%2Foutside.png",
              "page.svg",
              "run.json",
              "films",
              "",
              "a%00.png")) {
        HttpResponse<String> refused = get(dashboard, base + name);
        assertThat(refused.statusCode()).as(name).isEqualTo(400);
        assertThat(refused.body()).as(name).contains("there is no picture");
      }
      assertThat(get(dashboard, "api/picture?run=..&file=outside.png").body())
          .contains("there is no run");
    }
  }

  private static byte[] picture(Path file, String format) throws IOException {
    Files.createDirectories(file.getParent());
    ImageIO.write(new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB), format, file.toFile());
    return Files.readAllBytes(file);
  }

  /** By keyboard alone, in a real browser. */
  @Test
  void thePageShowsRunsCurvesAndTheBoardInARealBrowser() throws Exception {
    train(1);
    train(2);
    session.run("leaderboard", "submit", "latest", "--episodes=2", "--board", board.toString());
    try (Dashboard dashboard = serve();
        Browser opened = Browser.open()) {
      WebDriver browser = opened.driver();
      browser.get(dashboard.address());
      await(() -> browser.findElements(By.cssSelector("#run-rows tr")).size() == 2);
      await(() -> browser.findElements(By.cssSelector("#chart canvas")).size() == 1);
      assertThat(browser.findElement(By.id("curves-note")).getText())
          .isEqualTo("1 curve of 2 runs.");
      assertThat(browser.findElement(By.cssSelector("#curve-rows tr")).getText())
          .matches("q-learning 2 [\\d,]+ \\d\\.\\d\\d \\[\\d\\.\\d\\d, \\d\\.\\d\\d\\]");
      await(() -> !browser.findElements(By.cssSelector("#board table")).isEmpty());
      assertThat(browser.findElement(By.id("board")).getText())
          .contains("FrozenLake-v1", "q-learning", "fewer than 10 seeds");
      WebElement box = browser.findElement(By.cssSelector("#run-rows input"));
      box.sendKeys(Keys.SPACE);
      await(() -> browser.findElement(By.id("curves-note")).getText().equals("1 curve of 1 run."));
      WebElement filter = browser.findElement(By.id("filter"));
      filter.sendKeys("nothing like it");
      await(() -> browser.findElements(By.cssSelector("#run-rows tr")).isEmpty());
    }
  }

  /** A real Chromium that writes down what it is told and asked for. */
  private record Browser(ChromeDriverService service, ChromeDriver driver)
      implements AutoCloseable {

    static Browser open() {
      Path program = Path.of("/usr/bin/chromedriver");
      Path chromium = Path.of("/usr/bin/chromium");
      boolean there = Files.isExecutable(program) && Files.isExecutable(chromium);
      assertThat(there || System.getenv("CI") == null).as("Chromium and its driver").isTrue();
      assumeTrue(there, "there is no Chromium with a driver");
      ChromeOptions options = new ChromeOptions();
      options.setBinary(chromium.toFile());
      options.addArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage");
      options.addArguments("--window-size=1200,1600");
      LoggingPreferences logs = new LoggingPreferences();
      logs.enable(LogType.BROWSER, Level.ALL);
      logs.enable(LogType.PERFORMANCE, Level.ALL);
      options.setCapability("goog:loggingPrefs", logs);
      ChromeDriverService service =
          new ChromeDriverService.Builder()
              .usingDriverExecutable(program.toFile())
              .usingAnyFreePort()
              .build();
      return new Browser(service, new ChromeDriver(service, options));
    }

    /** Addresses of all requests since it was last asked. */
    List<String> requests() throws IOException {
      List<String> addresses = new ArrayList<>();
      for (LogEntry entry : driver.manage().logs().get(LogType.PERFORMANCE)) {
        JsonNode message = Json.parse(entry.getMessage()).path("message");
        if (message.path("method").asText().equals("Network.requestWillBeSent")) {
          addresses.add(message.at("/params/request/url").asText());
        }
      }
      return addresses;
    }

    /** What a page complained about. */
    List<LogEntry> complaints() {
      return driver.manage().logs().get(LogType.BROWSER).getAll();
    }

    void dark(boolean on) {
      driver.executeCdpCommand(
          "Emulation.setEmulatedMedia",
          Map.of(
              "features",
              List.of(Map.of("name", "prefers-color-scheme", "value", on ? "dark" : "light"))));
    }

    @Override
    public void close() {
      driver.quit();
      service.stop();
    }
  }

  /** Presses Tab until an element has the focus. */
  private static WebElement tabTo(WebDriver browser, By wanted) {
    for (int i = 0; i < 100; i++) {
      WebElement focused = browser.switchTo().activeElement();
      if (browser.findElements(wanted).contains(focused)) {
        return focused;
      }
      focused.sendKeys(Keys.TAB);
    }
    throw new AssertionError("nothing leads to " + wanted + " by keyboard");
  }

  /** Two agents side by side, their curves, pictures and profiles, without a pointer. */
  @Test
  void trainingsAreComparedByKeyboardAloneInARealBrowser() throws Exception {
    train(1);
    Outcome other =
        session.run("train", "FrozenLake-v1", "--agent=sarsa", "--steps=3000", "--episodes=3");
    assertThat(other.exitCode()).as(other.errors()).isZero();
    session.run("leaderboard", "submit", "latest", "--episodes=2", "--board", board.toString());
    RunFolder older = session.platform().runs().find(session.platform().runs().names().get(1));
    picture(older.path().resolve("film.gif"), "gif");
    try (Dashboard dashboard = serve();
        Browser opened = Browser.open()) {
      WebDriver browser = opened.driver();
      browser.get(dashboard.address());
      await(() -> browser.findElements(By.cssSelector("#compared table")).size() == 1);
      await(() -> browser.findElements(By.cssSelector("#profile-table tbody tr")).size() == 1);
      assertThat(browser.findElement(By.id("comparison-note")).getText())
          .isEqualTo("One training; choose another to see in what they differ.");

      tabTo(browser, By.id("filter")).sendKeys(older.name());
      await(() -> browser.findElements(By.cssSelector("#run-rows tr")).size() == 1);
      tabTo(browser, By.cssSelector("#run-rows input:not(:checked)")).sendKeys(Keys.SPACE);
      await(
          () ->
              browser
                  .findElement(By.id("comparison-note"))
                  .getText()
                  .startsWith("2 trainings; what they have in common"));
      String compared = browser.findElement(By.cssSelector("#compared table")).getText();
      assertThat(compared).contains("q-learning", "sarsa", "score", "5,000", "3,000");
      await(() -> browser.findElements(By.cssSelector("#curve-rows tr")).size() == 2);
      assertThat(browser.findElement(By.id("chart")).getAttribute("aria-label"))
          .contains("q-learning", "sarsa");

      WebElement image = browser.findElement(By.cssSelector("#compared img[alt^='film.gif']"));
      opened.driver().executeScript("arguments[0].scrollIntoView()", image);
      await(() -> "40".equals(image.getDomProperty("naturalWidth")));
      assertThat(image.getAttribute("alt")).isEqualTo("film.gif of " + older.name());

      tabTo(browser, By.cssSelector("#curve-points summary")).sendKeys(Keys.ENTER);
      await(() -> browser.findElements(By.cssSelector("#curve-points tbody tr")).size() == 22);
      tabTo(browser, By.id("profile"));
      assertThat(browser.findElement(By.id("profile-table")).getText())
          .contains("sarsa", "are above");

      for (boolean dark : new boolean[] {true, false}) {
        opened.dark(dark);
        String colour = dark ? "rgba(22, 24, 28, 1)" : "rgba(255, 255, 255, 1)";
        await(
            () ->
                browser
                    .findElement(By.tagName("body"))
                    .getCssValue("background-color")
                    .equals(colour));
        assertThat(browser.findElements(By.cssSelector("#chart canvas"))).hasSize(1);
      }
      assertThat(opened.requests())
          .isNotEmpty()
          .allMatch(url -> url.startsWith(dashboard.address()) || url.startsWith("data:"));
      assertThat(opened.complaints()).isEmpty();
    }
  }

  private static long draws(ChromeDriver browser) {
    return Long.parseLong(String.valueOf(browser.executeScript("return chart.draws")));
  }

  /** A page on which nothing happens is told nothing and draws nothing. */
  @Test
  void onlyWhatChangesIsDrawnInARealBrowser() throws Exception {
    train(1);
    RunFolder run = session.stopped("FrozenLake-v1", "q-learning", Map.of(), 2000);
    try (Dashboard dashboard = serve();
        Browser opened = Browser.open()) {
      ChromeDriver browser = opened.driver();
      browser.get(dashboard.address());
      await(() -> browser.findElements(By.cssSelector("#curve-rows tr")).size() == 1);
      await(() -> browser.findElement(By.id("run-rows")).getText().contains(" of 6,000"));
      long draws = draws(browser);
      Files.writeString(run.metrics(), "2100,episode/return,1\n", StandardOpenOption.APPEND);
      await(() -> draws(browser) > draws);
      assertThat(draws(browser)).isEqualTo(draws + 1);
      // A metric of nobody's choice makes another revision; the choice stays, and so does the
      // focus.
      WebElement box = tabTo(browser, By.cssSelector("#run-rows input"));
      Files.writeString(run.metrics(), "2200,episode/return,0\n", StandardOpenOption.APPEND);
      await(() -> browser.findElement(By.id("run-rows")).getText().contains("2,200 of 6,000"));
      assertThat(browser.switchTo().activeElement()).isEqualTo(box);
      assertThat(opened.complaints()).isEmpty();
    }
  }

  @Test
  void whatIsSubmittedAppearsOnAnOpenPage() throws Exception {
    train(1);
    try (Dashboard dashboard = serve();
        Browser opened = Browser.open()) {
      WebDriver browser = opened.driver();
      browser.get(dashboard.address());
      await(() -> browser.findElement(By.id("board")).getText().contains("There is no entry yet"));
      await(() -> browser.findElement(By.id("live")).getText().contains("1 run"));
      Outcome submitted =
          session.run(
              "leaderboard", "submit", "latest", "--episodes=2", "--board", board.toString());
      assertThat(submitted.exitCode()).as(submitted.errors()).isZero();
      await(() -> browser.findElement(By.id("board")).getText().contains("q-learning"));
      assertThat(opened.complaints()).isEmpty();
    }
  }

  private static void await(java.util.function.BooleanSupplier condition)
      throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("patience").isLessThan(deadline);
      Thread.sleep(50);
    }
  }
}
