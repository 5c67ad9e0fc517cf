package xavierkit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static java.util.Map.entry;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import xavierkit.matrix.Require;

/**
 * Theory never sees data, experiment never sees theory, and only the view knows how things look.
 */
class PackageDirectionTest {

    private static final JavaClasses MAIN = new ClassFileImporter()
            .importUrl(Require.class.getProtectionDomain().getCodeSource().getLocation());

    /** Each package, lowest first, and the packages of the kit that it may use. */
    private static final Map<String, Set<String>> MAY_USE = Map.ofEntries(
            entry("matrix", Set.of()),
            entry("activation", Set.of("matrix")),
            entry("init", Set.of("activation", "matrix")),
            entry("algebra", Set.of()),
            entry("derivation", Set.of("algebra")),
            entry("prediction", Set.of("init", "activation", "matrix")),
            entry("network", Set.of("init", "activation", "matrix")),
            entry("data", Set.of("matrix")),
            entry("training", Set.of("network", "data", "activation", "matrix")),
            entry(
                    "check",
                    Set.of(
                            "algebra",
                            "derivation",
                            "prediction",
                            "network",
                            "training",
                            "init",
                            "activation",
                            "matrix")),
            entry(
                    "view",
                    Set.of(
                            "algebra",
                            "derivation",
                            "prediction",
                            "network",
                            "training",
                            "data",
                            "check",
                            "init",
                            "activation",
                            "matrix")));

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
    void nothingPrints() {
        noClasses().should().accessField(System.class, "out").check(MAIN);
        noClasses().should().accessField(System.class, "err").check(MAIN);
    }
}
