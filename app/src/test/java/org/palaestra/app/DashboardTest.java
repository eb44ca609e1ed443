package org.palaestra.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
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
import org.palaestra.app.Session.Outcome;
import org.palaestra.app.web.Dashboard;
import org.palaestra.settings.InvalidInputException;
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
      for (String file : List.of("", "dashboard.js", "dashboard.css", "uplot.css")) {
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
    RunFolder run = session.stopped("FrozenLake-v1", "q-learning", java.util.Map.of(), 2000);
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
        assertThat(progress.path(run.name()).path("total").asLong()).isEqualTo(6000);
        assertThat(progress.path(run.name()).path("step").asLong()).isBetween(1900L, 2000L);
      }
    }
  }

  /** By keyboard alone, in a real browser. */
  @Test
  void thePageShowsRunsCurvesAndTheBoardInARealBrowser() throws Exception {
    Path driver = Path.of("/usr/bin/chromedriver");
    Path chromium = Path.of("/usr/bin/chromium");
    boolean there = Files.isExecutable(driver) && Files.isExecutable(chromium);
    assertThat(there || System.getenv("CI") == null).as("Chromium and its driver").isTrue();
    assumeTrue(there, "there is no Chromium with a driver");
    train(1);
    train(2);
    session.run("leaderboard", "submit", "latest", "--episodes=2", "--board", board.toString());
    ChromeOptions options = new ChromeOptions();
    options.setBinary(chromium.toFile());
    options.addArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage");
    options.addArguments("--window-size=1200,1600");
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(driver.toFile())
            .usingAnyFreePort()
            .build();
    try (Dashboard dashboard = serve()) {
      WebDriver browser = new ChromeDriver(service, options);
      try {
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
        await(
            () -> browser.findElement(By.id("curves-note")).getText().equals("1 curve of 1 run."));
        WebElement filter = browser.findElement(By.id("filter"));
        filter.sendKeys("nothing like it");
        await(() -> browser.findElements(By.cssSelector("#run-rows tr")).isEmpty());
      } finally {
        browser.quit();
      }
    } finally {
      service.stop();
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
