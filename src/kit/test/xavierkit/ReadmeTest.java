package xavierkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.*;
import java.lang.reflect.Method;
import java.net.*;
import java.nio.charset.StandardCharsets;
import java.nio.file.*;
import java.util.regex.*;
import java.util.stream.*;
import javax.tools.ToolProvider;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import xavierkit.matrix.Require;

/** The program in README is the file that README's command runs, and it prints what README says. */
@Isolated
class ReadmeTest {

    private static final Path PROGRAM = Path.of("src", "kit", "example", "FirstSteps.java");

    @TempDir
    Path folder;

    private static String read(Path file) throws IOException {
        return Files.readString(file).replace("\r\n", "\n");
    }

    private static String block(String language) throws IOException {
        Pattern block = Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL);
        return block.matcher(read(Path.of("README.md")))
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);
    }

    @Test
    void theProgramIsTheFile() throws IOException {
        assertEquals(read(PROGRAM), block("java"));
    }

    @Test
    void theProgramPrintsWhatReadmeSays() throws ReflectiveOperationException, IOException {
        String used = Stream.of(Require.class, DMatrixRMaj.class)
                .map(type -> type.getProtectionDomain().getCodeSource().getLocation())
                .map(url -> new File(URI.create(url.toString())).getPath())
                .collect(Collectors.joining(File.pathSeparator));
        String[] javac = {"-proc:none", "-cp", used, "-d", folder.toString(), PROGRAM.toString()};
        assertEquals(0, ToolProvider.getSystemJavaCompiler().run(null, null, null, javac));
        URL[] compiled = {folder.toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(compiled, ReadmeTest.class.getClassLoader())) {
            Method main = loader.loadClass("FirstSteps").getDeclaredMethod("main", String[].class);
            main.setAccessible(true);
            assertEquals(block("text"), printed(main));
        }
    }

    private static String printed(Method main) throws ReflectiveOperationException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream before = System.out;
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            main.invoke(null, (Object) new String[0]);
        } finally {
            System.setOut(before);
        }
        return bytes.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
    }
}
