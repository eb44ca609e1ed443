package org.palaestra.app;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.conditions.ArchConditions;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the modules and packages to the layers of docs/architecture.md. */
final class ArchitectureTest {

  private static final String ROOT = "org.palaestra.";

  /** Packages of core; each imports only those before it. */
  private static final List<String> CORE =
      List.of(
          "space",
          "random",
          "settings",
          "store",
          "parallel",
          "plugin",
          "view",
          "environment",
          "wrapper",
          "statistics",
          "agent",
          "training",
          "playback");

  /** Each module beside core and what of this platform it may use. */
  private static final Map<String, List<String>> MODULES = modules();

  /** The one package of the environments that may use a library of its own. */
  private static final String PHYSICS = "environments.physics";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.palaestra");

  private static Map<String, List<String>> modules() {
    Map<String, List<String>> modules = new LinkedHashMap<>();
    modules.put("nn", List.of("store", "random", "parallel"));
    modules.put("environments", CORE);
    modules.put("agents", and(CORE, "nn"));
    modules.put("nd4j", and(CORE, "nn", "agents"));
    modules.put("render", CORE);
    modules.put("app", and(CORE, "nn", "environments", "agents", "nd4j", "render"));
    return modules;
  }

  private static List<String> and(List<String> some, String... more) {
    List<String> all = new ArrayList<>(some);
    all.addAll(List.of(more));
    return all;
  }

  private static String[] packages(Iterable<String> names) {
    List<String> patterns = new ArrayList<>();
    names.forEach(name -> patterns.add(ROOT + name + ".."));
    return patterns.toArray(new String[0]);
  }

  private static String[] packages(String... names) {
    return packages(List.of(names));
  }

  private static Set<String> allNames() {
    Set<String> all = new TreeSet<>(CORE);
    all.addAll(MODULES.keySet());
    return all;
  }

  private static void check(ArchRule rule) {
    rule.check(CLASSES);
  }

  /** A diagnosis tells what is wrong with any agent by what it does, so it must know none. */
  @Test
  void theDiagnosisKnowsNoAgentAndNoNetwork() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage(packages("app.diagnosis"))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(packages("agents", "nn", "nd4j", "render", "app.command")));
  }

  @Test
  void everyClassLiesInAPackageThatTheseRulesKnow() {
    Set<String> found = new TreeSet<>();
    for (JavaClass type : CLASSES) {
      found.add(type.getPackageName().substring(ROOT.length()).split("\\.", 2)[0]);
    }
    assertThat(found).isEqualTo(allNames());
  }

  static Stream<String> modulesBesideCore() {
    return MODULES.keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("modulesBesideCore")
  void modulesUseOnlyTheModulesBelowThem(String module) {
    Set<String> forbidden = allNames();
    forbidden.remove(module);
    forbidden.removeAll(MODULES.getOrDefault(module, List.of()));
    if (!forbidden.isEmpty()) {
      check(
          noClasses()
              .that()
              .resideInAnyPackage(packages(module))
              .should()
              .dependOnClassesThat()
              .resideInAnyPackage(packages(forbidden)));
    }
  }

  static Stream<String> packagesOfCore() {
    return CORE.stream();
  }

  @ParameterizedTest
  @MethodSource("packagesOfCore")
  void packagesOfCoreUseOnlyThoseBeforeThem(String name) {
    Set<String> forbidden = allNames();
    forbidden.removeAll(CORE.subList(0, CORE.indexOf(name) + 1));
    check(
        noClasses()
            .that()
            .resideInAnyPackage(packages(name))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(packages(forbidden)));
  }

  // No hidden clocks or randomness.

  @ParameterizedTest
  @MethodSource("hiddenSources")
  void environmentsAgentsAndNetworksCallNoClockAndNoChanceOfTheirOwn(String owner, String methods) {
    check(
        noClasses()
            .that()
            .resideInAnyPackage(packages("environments", "agents", "nn"))
            .should(call(owner, methods)));
  }

  static Stream<Arguments> hiddenSources() {
    return Stream.of(
            new String[] {"java.lang.Math", "random"},
            new String[] {"java.lang.StrictMath", "random"},
            new String[] {"java.lang.System", "nanoTime|currentTimeMillis|identityHashCode"},
            new String[] {"java.time.*", "now"},
            new String[] {"java.util.UUID", "randomUUID"},
            new String[] {"java.util.Collections", "shuffle"},
            new String[] {"java.util.random.RandomGenerator", "getDefault|of"},
            new String[] {"java.util.random.RandomGeneratorFactory", ".*"})
        .map(pair -> Arguments.of(pair[0], pair[1]));
  }

  @Test
  void environmentsAgentsAndNetworksMakeNoGeneratorOfJava() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage(packages("environments", "agents", "nn"))
            .should()
            .dependOnClassesThat()
            .haveNameMatching(
                "java\\.util\\.(Random|SplittableRandom|concurrent\\.ThreadLocalRandom)"
                    + "|java\\.security\\.SecureRandom"));
  }

  /** Math may answer differently on another machine or Java; StrictMath and Trigonometry do not. */
  @Test
  void dynamicsAreComputedTheSameEverywhere() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage(packages("environments"))
            .should(
                call(
                    "java.lang.Math",
                    "sin|cos|tan|asin|acos|atan|atan2|sinh|cosh|tanh|exp|expm1|log|log10|log1p|pow|cbrt|hypot")));
  }

  @Test
  void filesHoldDataAndNoSerialisedObjects() {
    check(
        noClasses()
            .should()
            .dependOnClassesThat()
            .haveNameMatching("java\\.io\\.Object(In|Out)putStream|java\\.beans\\.XML.*"));
  }

  // Toolkits stay where they belong.

  @Test
  void awtIsUsedWherePicturesAreMadeOnly() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + "view..")
            .and()
            .doNotHaveSimpleName("RecordCommand")
            .and()
            .doNotHaveSimpleName("CurveChart")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.awt..", "javax.imageio..", "javax.swing.."));
  }

  @ParameterizedTest
  @MethodSource("toolkits")
  void toolkitIsUsedWhereItBelongsOnly(String toolkit, List<String> users) {
    for (String user : users) {
      assertThat(
              CLASSES.stream()
                  .filter(type -> type.getPackageName().startsWith(ROOT + user))
                  .filter(type -> uses(type, toolkit)))
          .as("users of %s in %s", toolkit, user)
          .isNotEmpty();
    }
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages(packages(users))
            .should()
            .dependOnClassesThat()
            .resideInAPackage(toolkit + ".."));
  }

  static Stream<Arguments> toolkits() {
    return Stream.of(
        Arguments.of("com.badlogic.gdx", List.of("render", PHYSICS)),
        Arguments.of("com.badlogic.gdx.physics", List.of(PHYSICS)),
        Arguments.of("org.lwjgl", List.of("render")),
        Arguments.of("picocli", List.of("app")),
        Arguments.of("org.nd4j", List.of("nd4j")),
        Arguments.of("jdk.incubator.vector", List.of("nn")));
  }

  /** Rigid bodies need Box2D with its vectors and the loaders of its natives, and no window. */
  @Test
  void physicsUsesBox2dAndNothingElseOfLibgdx() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage(packages(PHYSICS))
            .should()
            .dependOnClassesThat()
            .haveNameMatching(
                "com\\.badlogic\\.gdx\\.(?!(physics\\.box2d\\.|math\\.Vector2$"
                    + "|utils\\.(GdxNativesLoader|SharedLibraryLoadRuntimeException"
                    + "|GdxRuntimeException)$)).*"));
  }

  private static boolean uses(JavaClass type, String toolkit) {
    return type.getDirectDependenciesFromSelf().stream()
        .anyMatch(to -> to.getTargetClass().getPackageName().startsWith(toolkit));
  }

  @Test
  void onlyTheProgramItselfEndsTheProcess() {
    check(
        noClasses()
            .that()
            .doNotHaveFullyQualifiedName(Palaestra.class.getName())
            .should(call("java.lang.(System|Runtime)", "exit|halt")));
  }

  /** The rules above would hold of anything if this did not find what is there. */
  @Test
  void forbiddenCallsAreFoundWhereTheyAre() {
    JavaClasses own = new ClassFileImporter().importClasses(Forbidden.class);
    for (String method : List.of("random", "pow")) {
      ArchRule rule = noClasses().should(call("java.lang.Math", method));
      assertThat(rule.evaluate(own).hasViolation()).as(method).isTrue();
    }
    assertThat(noClasses().should(call("java.time.*", "now")).evaluate(own).hasViolation())
        .isTrue();
    assertThat(noClasses().should(call("java.lang.Math", "sin")).evaluate(own).hasViolation())
        .isFalse();
  }

  /** Does what is forbidden. */
  static final class Forbidden {
    static double act() {
      return Math.pow(Math.random(), java.time.LocalDate.now(ZoneOffset.UTC).getYear());
    }
  }

  private static ArchCondition<JavaClass> call(String owner, String methods) {
    return ArchConditions.callMethodWhere(
        target(owner(nameMatching(owner))).and(target(HasName.Predicates.nameMatching(methods))));
  }
}
