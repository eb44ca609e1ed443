package org.palaestra.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.SourceVersion;
import org.jspecify.annotations.Nullable;
import org.palaestra.environment.EnvironmentId;
import org.palaestra.settings.InvalidInputException;

/**
 * Makes a Maven project around a new environment: {@code examples/custom-environment}, which the
 * build packs into this program, with its names replaced.
 */
public final class ProjectTemplate {

  /**
   * A project that was made.
   *
   * @param id the environment's id
   * @param folder where the project lies
   * @param jar what {@code mvn package} will make there
   */
  public record Project(EnvironmentId id, Path folder, Path jar) {}

  /** What the template calls its own. */
  private static final String SIMPLE_NAME = "LightsOut";

  private static final String PACKAGE = "org.example";

  private static final List<String> FILES =
      List.of(
          "pom.xml",
          "README.md",
          "src/main/java/org/example/LightsOut.java",
          "src/main/resources/META-INF/services/org.palaestra.environment.EnvironmentProvider",
          "src/test/java/org/example/LightsOutTest.java");

  private static final Pattern NAME =
      Pattern.compile("(?:([a-z][a-z0-9_.]*)\\.)?([A-Z][A-Za-z0-9]{0,60})(?:-v(\\d{1,4}))?");

  private static final Pattern REPOSITORY =
      Pattern.compile("(<palaestra\\.(repository|version)>)[^<]*");

  private final String packageName;
  private final String simpleName;
  private final EnvironmentId id;

  private ProjectTemplate(String name) {
    Matcher matcher = NAME.matcher(name);
    if (!matcher.matches()) {
      throw new InvalidInputException(
          "environment name \"%s\" must be a class name such as LightsOut, with a package or a"
                  .formatted(name)
              + " version if you like: org.acme.LightsOut, LightsOut-v1");
    }
    packageName = matcher.group(1) == null ? PACKAGE : matcher.group(1);
    simpleName = matcher.group(2);
    String version = matcher.group(3);
    id = new EnvironmentId(simpleName, version == null ? 0 : Integer.parseInt(version));
    if (!SourceVersion.isName(packageName)) {
      throw new InvalidInputException(
          "environment name \"%s\": %s is no name that a Java package can have"
              .formatted(name, packageName));
    }
  }

  /** The name of a folder for the project: {@code lights-out} for {@code org.acme.LightsOut-v1}. */
  public static String folderName(String name) {
    return new ProjectTemplate(name).artifact();
  }

  /**
   * Makes a project.
   *
   * @param name class name of the environment, with its package and the version of its id if they
   *     shall not be {@code org.example} and 0
   * @param folder where to; it does not exist yet, or is empty
   * @param palaestraHome folder of the program, which holds the repository that the project is
   *     built against
   * @throws InvalidInputException if the name is none, the folder is in use or the program is not
   *     built; nothing is written then
   * @throws IOException if it cannot be written; nothing is left behind then
   */
  public static Project generate(String name, Path folder, Path palaestraHome) throws IOException {
    ProjectTemplate template = new ProjectTemplate(name);
    Map<String, String> files = template.files(palaestraHome.toAbsolutePath().normalize());
    Path target = folder.toAbsolutePath().normalize();
    refuseUsed(target);
    write(files, target);
    return new Project(
        template.id, target, target.resolve("target").resolve(template.artifact() + ".jar"));
  }

  private static void refuseUsed(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    if (!Files.isDirectory(folder)) {
      throw new InvalidInputException(folder + " is a file; choose another folder with --into");
    }
    try (Stream<Path> content = Files.list(folder)) {
      if (content.findAny().isPresent()) {
        throw new InvalidInputException(
            folder + " is not empty; choose another folder with --into, or remove it");
      }
    }
  }

  /** Writes beside the target and renames, so that there is a whole project or none. */
  private static void write(Map<String, String> files, Path target) throws IOException {
    Path parent = target.getParent();
    if (parent == null) {
      throw new InvalidInputException(target + " cannot hold a project; choose another folder");
    }
    Files.createDirectories(parent);
    Path aside = Files.createDirectory(parent.resolve("." + target.getFileName() + ".part"));
    try {
      for (Map.Entry<String, String> file : files.entrySet()) {
        Path path = aside.resolve(file.getKey());
        Files.createDirectories(path.resolve("..").normalize());
        Files.writeString(path, file.getValue());
      }
      Files.move(aside, target, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      delete(aside);
    }
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    List<Path> paths;
    try (Stream<Path> walk = Files.walk(folder)) {
      paths = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : paths) {
      Files.delete(path);
    }
  }

  private String artifact() {
    return simpleName.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
  }

  /** Every file of the project by its path, with '/' between folders. */
  private Map<String, String> files(Path home) throws IOException {
    Path repository = repository(home);
    Map<String, String> settings =
        Map.of("repository", repository.toUri().toString(), "version", version(repository));
    Map<String, String> names = names(home);
    Map<String, String> files = new LinkedHashMap<>();
    for (String path : FILES) {
      String text = resource(path);
      if (path.endsWith(".java") && !simpleName.equals(SIMPLE_NAME)) {
        refuseTaken(text);
      }
      if (path.equals("pom.xml")) {
        text = replace(text, REPOSITORY, m -> m.group(1) + escape(settings.get(m.group(2))));
      }
      files.put(rename(path, names), rename(text, names));
    }
    files.put(".gitignore", "target/\n");
    return files;
  }

  /** A class of that name would hide one that the project's own code uses. */
  private void refuseTaken(String source) {
    if (Pattern.compile("\\b" + simpleName + "\\b").matcher(source).find()) {
      throw new InvalidInputException(
          "environment name \"%s\" is that of a class which the project uses; choose another"
              .formatted(simpleName));
    }
  }

  private static Path repository(Path home) {
    for (String place : new String[] {"lib/repository", "app/target/repository"}) {
      Path repository = home.resolve(place);
      if (Files.isDirectory(repository.resolve("org/palaestra/palaestra-core"))) {
        return repository;
      }
    }
    throw new InvalidInputException(
        "%s holds no Maven repository with palaestra-core; build it with `mvn package` there"
            .formatted(home));
  }

  /** The version that a repository holds. */
  private static String version(Path repository) throws IOException {
    try (Stream<Path> versions = Files.list(repository.resolve("org/palaestra/palaestra-core"))) {
      return versions
          .filter(Files::isDirectory)
          .map(version -> String.valueOf(version.getFileName()))
          .max(Comparator.naturalOrder())
          .orElseThrow(() -> new InvalidInputException(repository + " is empty; build it again"));
    }
  }

  /** Names of the template with those of the project, the longer ones first. */
  private Map<String, String> names(Path home) {
    Map<String, String> names = new LinkedHashMap<>();
    names.put(SIMPLE_NAME + "-v0", id.toString());
    names.put(SIMPLE_NAME, simpleName);
    names.put("lights-out", artifact());
    names.put(PACKAGE, packageName);
    names.put(PACKAGE.replace('.', '/'), packageName.replace('.', '/'));
    if (home.toString().matches("[\\w/.:\\\\-]+")) { // needs no quotes in a shell
      names.put("PALAESTRA", home.toString());
    }
    return names;
  }

  private static String rename(String text, Map<String, String> names) {
    String any = names.keySet().stream().map(Pattern::quote).collect(Collectors.joining("|"));
    return replace(text, Pattern.compile(any), match -> names.get(match.group()));
  }

  private static String replace(
      String text, Pattern pattern, Function<Matcher, @Nullable String> by) {
    Matcher matcher = pattern.matcher(text);
    StringBuilder out = new StringBuilder();
    while (matcher.find()) {
      String replacement = by.apply(matcher);
      matcher.appendReplacement(
          out, Matcher.quoteReplacement(replacement == null ? matcher.group() : replacement));
    }
    return matcher.appendTail(out).toString();
  }

  private static String escape(@Nullable String text) {
    return String.valueOf(text).replace("&", "&amp;").replace("<", "&lt;");
  }

  private static String resource(String path) throws IOException {
    try (InputStream in = ProjectTemplate.class.getResourceAsStream("project/" + path)) {
      if (in == null) {
        throw new IllegalStateException("the program was packed without the template's " + path);
      }
      return new String(in.readAllBytes(), UTF_8);
    }
  }
}
