package io.rookery.test;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles a few lines of source, so that a test can show the code a rule is about. */
final class Sources {

    private static final Pattern PACKAGE = Pattern.compile("package ([a-z.]+);");
    private static final Pattern TYPE = Pattern.compile("(?:class|record|interface) (\\w+)");

    private Sources() {}

    /** The classes of these sources; the packages named {@code io.rookery...} are {@code @NullMarked}. */
    static JavaClasses compiled(Path folder, String... sources) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        List<SimpleJavaFileObject> files = Stream.concat(
                        Arrays.stream(sources).map(source -> file(name(source), source)),
                        Arrays.stream(sources)
                                .map(source -> first(PACKAGE, source))
                                .distinct()
                                .map(Sources::packageInfo))
                .toList();
        try (var fileManager = compiler.getStandardFileManager(null, null, null)) {
            boolean done = compiler.getTask(
                            messages, fileManager, null, List.of("-d", folder.toString(), "-proc:none"), null, files)
                    .call();
            assertThat(done).as(messages.toString()).isTrue();
        }
        return new ClassFileImporter().importPath(folder);
    }

    private static String name(String source) {
        return first(PACKAGE, source) + "." + first(TYPE, source);
    }

    private static SimpleJavaFileObject packageInfo(String name) {
        return file(name + ".package-info", "@org.jspecify.annotations.NullMarked package " + name + ";");
    }

    private static SimpleJavaFileObject file(String name, String source) {
        return new SimpleJavaFileObject(
                URI.create("string:///" + name.replace('.', '/') + ".java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return source;
            }
        };
    }

    private static String first(Pattern pattern, String source) {
        Matcher matcher = pattern.matcher(source);
        assertThat(matcher.find()).as(source).isTrue();
        return matcher.group(1);
    }
}
