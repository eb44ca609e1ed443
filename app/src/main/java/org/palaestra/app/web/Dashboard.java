package org.palaestra.app.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.Javalin;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.sse.SseClient;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.palaestra.app.Platform;
import org.palaestra.settings.InvalidInputException;
import org.palaestra.store.Json;
import org.palaestra.training.RunFolder;

/**
 * A web server for one machine: it listens on the loopback address, answers only who asks for that
 * (so that no page of another site can read it under a name of its own), sends everything from
 * inside the program, and only reads.
 */
public final class Dashboard implements AutoCloseable {

  private static final String HOST = "127.0.0.1";
  private static final String UPLOT = "/META-INF/resources/webjars/uplot/1.6.30/dist/";
  private static final List<String> SCRIPTS = List.of("charts.js", "board.js", "dashboard.js");
  private static final int MOST_RUNS = 200;
  private static final int LONGEST_REQUEST = 1 << 16;

  /** Sent when nothing happened for so many seconds, to find out who has gone. */
  private static final int SILENCE = 15;

  private final BoardJson board;
  private final RunsJson runs;
  private final CurvesJson curves = new CurvesJson();
  private final Changes changes;
  private final Queue<SseClient> listeners = new ConcurrentLinkedQueue<>();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "dashboard");
            thread.setDaemon(true);
            return thread;
          });
  private final Javalin server;
  private final ScheduledFuture<?> telling;
  private int silence;

  /**
   * Starts to serve.
   *
   * @param board folder of the leaderboard, which need not be there
   * @param port 0 for any that is free
   * @throws InvalidInputException if the port is in use
   */
  public Dashboard(Platform platform, Path board, int port) {
    this.board = new BoardJson(platform, board);
    runs = new RunsJson(platform.runs());
    changes = new Changes(runs, this.board);
    server =
        Javalin.create(
            config -> {
              config.startup.showJavalinBanner = false;
              config.jetty.modifyHttpConfiguration(
                  http -> http.setRequestHeaderSize(LONGEST_REQUEST)); // many names of runs
              config.routes.before(Dashboard::guard);
              config.routes.get("/", ctx -> send(ctx, "index.html", "text/html"));
              for (String script : SCRIPTS) {
                config.routes.get("/" + script, ctx -> send(ctx, script, "text/javascript"));
              }
              config.routes.get("/dashboard.css", ctx -> send(ctx, "dashboard.css", "text/css"));
              config.routes.get(
                  "/uplot.js", ctx -> send(ctx, UPLOT + "uPlot.iife.min.js", "text/javascript"));
              config.routes.get(
                  "/uplot.css", ctx -> send(ctx, UPLOT + "uPlot.min.css", "text/css"));
              config.routes.get("/api/runs", ctx -> json(ctx, runs.list()));
              config.routes.get(
                  "/api/run", ctx -> json(ctx, runs.show(String.valueOf(ctx.queryParam("name")))));
              config.routes.get("/api/curves", this::curves);
              config.routes.get("/api/leaderboard", ctx -> json(ctx, this.board.get()));
              config.routes.get("/api/compare", ctx -> json(ctx, runs.compare(names(ctx))));
              config.routes.get("/api/picture", this::picture);
              config.routes.sse("/api/live", this::listen);
              config.routes.exception(
                  InvalidInputException.class,
                  (e, ctx) ->
                      json(
                          ctx.status(HttpStatus.BAD_REQUEST),
                          Json.object().put("error", e.getMessage())));
              config.routes.exception(
                  Exception.class, // such as a folder that is removed while it is read
                  (e, ctx) ->
                      json(
                          ctx.status(HttpStatus.INTERNAL_SERVER_ERROR),
                          Json.object().put("error", String.valueOf(e))));
            });
    try {
      server.start(HOST, port);
    } catch (RuntimeException e) {
      clock.shutdownNow();
      throw new InvalidInputException(
          "port %d cannot be listened on; choose another with --port, or 0 for any that is free"
              .formatted(port),
          e);
    }
    telling = clock.scheduleWithFixedDelay(this::tell, 1, 1, TimeUnit.SECONDS);
  }

  /** Where it can be seen. */
  public String address() {
    return "http://" + HOST + ":" + server.port() + "/";
  }

  private static void guard(Context ctx) {
    String host = String.valueOf(ctx.header("Host")).replaceFirst(":\\d+$", "");
    if (!host.equals(HOST) && !host.equals("localhost")) {
      ctx.status(HttpStatus.FORBIDDEN).result("this server answers to " + HOST + " only");
      ctx.skipRemainingHandlers();
      return;
    }
    ctx.header(
        "Content-Security-Policy",
        "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:");
    ctx.header("X-Content-Type-Options", "nosniff");
    ctx.header("Referrer-Policy", "no-referrer");
    ctx.header("Cache-Control", "no-store");
  }

  private static void send(Context ctx, String resource, String type) throws IOException {
    try (InputStream in = Dashboard.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(resource + " is missing");
      }
      ctx.contentType(type + "; charset=utf-8").result(in.readAllBytes());
    }
  }

  private static void json(Context ctx, JsonNode json) {
    ctx.contentType("application/json").result(Json.line(json).getBytes(UTF_8));
  }

  private static List<String> names(Context ctx) {
    List<String> names = ctx.queryParams("run");
    if (names.isEmpty() || names.size() > MOST_RUNS) {
      throw new InvalidInputException(
          "there must be from 1 to %d runs, got %d".formatted(MOST_RUNS, names.size()));
    }
    return names;
  }

  private void curves(Context ctx) throws IOException {
    List<RunFolder> chosen = names(ctx).stream().map(runs::find).toList();
    String metric = ctx.queryParam("metric");
    json(
        ctx,
        curves.of(chosen, metric == null ? "episode/return" : metric, ctx.queryParams("known")));
  }

  private void picture(Context ctx) throws IOException {
    RunFolder run = runs.find(String.valueOf(ctx.queryParam("run")));
    Path file = Pictures.find(run, String.valueOf(ctx.queryParam("file")));
    ctx.contentType(Pictures.type(file.toString()).orElseThrow())
        .result(Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS));
  }

  /** A new page is told how things stand, and from then on what changes. */
  private void listen(SseClient client) {
    client.keepAlive();
    synchronized (changes) {
      look();
      client.sendEvent("changes", Json.line(changes.all()));
      listeners.add(client);
    }
    client.onClose(() -> listeners.remove(client));
  }

  private void tell() {
    synchronized (changes) {
      if (listeners.isEmpty()) {
        return;
      }
      try {
        silence = look() ? 0 : silence + 1;
      } catch (RuntimeException e) { // whatever leaves here, the clock would never call again
        send(Json.object().put("error", String.valueOf(e.getMessage())));
      }
      if (silence == SILENCE) {
        listeners.forEach(client -> client.sendComment("nothing new"));
        silence = 0;
      }
    }
  }

  private boolean look() {
    Optional<ObjectNode> event = changes.next();
    event.ifPresent(this::send);
    return event.isPresent();
  }

  private void send(ObjectNode event) {
    String text = Json.line(event);
    listeners.forEach(client -> client.sendEvent("changes", text));
  }

  @Override
  public void close() {
    telling.cancel(true);
    clock.shutdownNow();
    listeners.forEach(SseClient::close);
    server.stop();
  }
}
