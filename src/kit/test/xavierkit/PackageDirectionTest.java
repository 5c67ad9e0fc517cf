package xavierkit;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.*;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.*;
import static com.tngtech.archunit.library.GeneralCodingRules.*;
import static org.junit.jupiter.api.Assertions.*;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.*;
import java.io.*;
import java.nio.file.*;
import java.util.*;
import java.util.logging.Logger;
import java.util.regex.*;
import java.util.stream.*;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import xavierkit.matrix.Require;

/** The packages use each other as the table in README says, and nothing prints. */
class PackageDirectionTest {

    private static final JavaClasses MAIN = new ClassFileImporter()
            .importUrl(Require.class.getProtectionDomain().getCodeSource().getLocation());

    /** A row of README's table: a package, what it is for, and the packages that it may use. */
    private static final Pattern ROW =
            Pattern.compile("\\| `(\\w+)` \\|[^|]*\\|[^|]*\\| (all above(?: but)?)?([^|]*)\\|");

    /** Each package, lowest first, and the packages that it may use, as README draws them. */
    private static Map<String, Set<String>> drawn() throws IOException {
        Map<String, Set<String>> drawn = new LinkedHashMap<>();
        for (String line : Files.readAllLines(Path.of("README.md"))) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                Set<String> named = Stream.of(row.group(3).split("[` ,]+"))
                        .filter(name -> !name.isEmpty())
                        .collect(Collectors.toSet());
                Set<String> above = new HashSet<>(drawn.keySet());
                assertTrue(named.equals(Set.of("nothing")) || above.containsAll(named), line);
                above.removeIf(name -> named.contains(name) == (row.group(2) != null));
                drawn.put(row.group(1), above);
            }
        }
        return drawn;
    }

    @Test
    void everyPackageUsesOnlyWhatReadmeDraws() throws IOException {
        drawn().forEach((name, used) -> {
            String[] allowed = Stream.concat(used.stream(), Stream.of(name))
                    .map(p -> "xavierkit." + p)
                    .toArray(String[]::new);
            classes()
                    .that()
                    .resideInAPackage("xavierkit." + name)
                    .should()
                    .onlyDependOnClassesThat(
                            not(resideInAPackage("xavierkit..")).or(resideInAnyPackage(allowed)))
                    .check(MAIN);
        });
    }

    @Test
    void readmeDrawsEveryPackage() throws IOException {
        Stream<String> packages = MAIN.stream().map(c -> c.getPackageName().replaceFirst("xavierkit\\.?", ""));
        assertEquals(packages.collect(Collectors.toSet()), drawn().keySet());
    }

    @Test
    void onlyTheViewDrawsAndUsesTables() {
        noClasses()
                .that()
                .resideOutsideOfPackage("xavierkit.view")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.knowm..", "tech.tablesaw..", "java.awt..")
                .check(MAIN);
    }

    /** A logger may be silenced; to write to one is to print. */
    private static final DescribedPredicate<JavaCall<?>> LOGS = target(owner(assignableTo(Logger.class)))
            .and(target(nameMatching("(?!getLogger|setLevel).*")))
            .forSubtype();

    /** System.out and err, stack traces, the console, file descriptors, and both of the JDK's loggers. */
    private static final ArchRule NOTHING_PRINTS = CompositeArchRule.of(NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS)
            .and(noClasses().should().callMethodWhere(target(nameMatching("console|dumpStack"))))
            .and(noClasses().should().accessField(FileDescriptor.class, "out"))
            .and(noClasses().should().accessField(FileDescriptor.class, "err"))
            .and(noClasses().should().callMethodWhere(LOGS))
            .and(noClasses().should().dependOnClassesThat(assignableTo(System.Logger.class)));

    @Test
    void nothingPrints() {
        NOTHING_PRINTS.check(MAIN);
    }

    @ParameterizedTest
    @ValueSource(
            classes = {Out.class, Trace.class, Stack.class, Shell.class, Descriptor.class, Log.class, Platform.class})
    void everyWayToPrintIsKnown(Class<?> printing) {
        JavaClasses one = new ClassFileImporter().importClasses(printing);
        assertThrows(AssertionError.class, () -> NOTHING_PRINTS.check(one));
    }

    private static final class Out {
        void print() {
            System.out.println();
        }
    }

    private static final class Trace {
        void print() {
            new IOException().printStackTrace();
        }
    }

    private static final class Stack {
        void print() {
            Thread.dumpStack();
        }
    }

    private static final class Shell {
        void print() {
            System.console().printf("");
        }
    }

    private static final class Descriptor {
        void print() throws IOException {
            new FileWriter(FileDescriptor.out).write("");
        }
    }

    private static final class Log {
        void print() {
            Logger.getLogger("").info("");
        }
    }

    private static final class Platform {
        void print() {
            System.getLogger("").log(System.Logger.Level.INFO, "");
        }
    }
}
