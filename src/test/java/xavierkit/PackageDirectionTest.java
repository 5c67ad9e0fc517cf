package xavierkit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/**
 * Theory never sees data, experiment never sees theory, and only the view knows how things look.
 */
class PackageDirectionTest {

  private static final JavaClasses MAIN = new ClassFileImporter()
      .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
      .importPackages("xavierkit");

  /** Each package and the packages of the kit that it may use. */
  private static final Map<String, Set<String>> MAY_USE = Map.of(
      "algebra", Set.of(),
      "theory", Set.of("algebra", "activation", "init"),
      "activation", Set.of(),
      "init", Set.of("activation"),
      "network", Set.of("activation", "init"),
      "data", Set.of(),
      "training", Set.of("activation", "init", "network", "data"),
      "check", Set.of("algebra", "theory", "activation", "init", "network", "training"),
      "view",
          Set.of(
              "algebra", "theory", "activation", "init", "network", "data", "training", "check"));

  @Test
  void everyPackageUsesOnlyWhatStandsBeforeIt() {
    MAY_USE.forEach((name, used) -> {
      String[] allowed = Stream.concat(used.stream(), Stream.of(name))
          .map(p -> "xavierkit." + p + "..")
          .toArray(String[]::new);
      classes()
          .that()
          .resideInAPackage("xavierkit." + name + "..")
          .should()
          .onlyDependOnClassesThat(
              DescribedPredicate.not(JavaClass.Predicates.resideInAPackage("xavierkit.."))
                  .or(JavaClass.Predicates.resideInAnyPackage(allowed)))
          .check(MAIN);
    });
  }

  @Test
  void everyPackageHasItsPlace() {
    Set<String> found = MAIN.stream()
        .map(c -> c.getPackageName().replaceFirst("xavierkit\\.?", ""))
        .collect(Collectors.toSet());
    Assertions.assertEquals(MAY_USE.keySet(), found);
  }

  @Test
  void onlyTheViewDrawsAndOnlyViewAndDataUseTablesAndPolygons() {
    noClasses()
        .that()
        .resideOutsideOfPackage("xavierkit.view..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.knowm..", "java.awt", "java.awt.image..")
        .check(MAIN);
    noClasses()
        .that()
        .resideOutsideOfPackages("xavierkit.view..", "xavierkit.data..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("tech.tablesaw..", "java.awt..")
        .check(MAIN);
  }

  @Test
  void theLibraryPrintsNothing() {
    noClasses().should().accessField(System.class, "out").check(MAIN);
    noClasses().should().accessField(System.class, "err").check(MAIN);
  }
}
