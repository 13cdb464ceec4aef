package io.rookery.gateway.docs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** What is at {@code /docs}: a page, its few parts, and the document in both notations. */
@Configuration(proxyBeanMethods = false)
class DocsConfiguration {

    private static final MediaType JAVASCRIPT = MediaType.parseMediaType("text/javascript;charset=UTF-8");
    private static final MediaType CSS = MediaType.parseMediaType("text/css;charset=UTF-8");
    private static final MediaType HTML = MediaType.parseMediaType("text/html;charset=UTF-8");
    /** RFC 9512. */
    private static final MediaType YAML = MediaType.parseMediaType("application/yaml");

    private static final String SWAGGER_UI = "classpath*:META-INF/resources/webjars/swagger-ui/*/";

    @Bean
    RouterFunction<ServerResponse> docs(ResourcePatternResolver classpath, JsonMapper json) throws IOException {
        // The gateway that shows the document is the one to call, whatever its name: the page may call no other
        byte[] document = new String(own("openapi.yaml"), StandardCharsets.UTF_8)
                .replaceFirst("(?m)^servers:\\n(?:[ -].*\\n)+", "servers:\n  - url: /\n")
                .getBytes(StandardCharsets.UTF_8);
        List<DocsFile> files = List.of(
                new DocsFile("/docs", HTML, own("index.html")),
                new DocsFile("/docs/initializer.js", JAVASCRIPT, own("initializer.js")),
                new DocsFile("/docs/swagger-ui.css", CSS, swaggerUi(classpath, "swagger-ui.css")),
                new DocsFile("/docs/swagger-ui-bundle.js", JAVASCRIPT, swaggerUi(classpath, "swagger-ui-bundle.js")),
                new DocsFile("/docs/favicon-32x32.png", MediaType.IMAGE_PNG, swaggerUi(classpath, "favicon-32x32.png")),
                new DocsFile("/docs/openapi.yaml", YAML, document),
                new DocsFile(
                        "/docs/openapi.json",
                        MediaType.APPLICATION_JSON,
                        json.writeValueAsBytes(new YAMLMapper().readTree(document))));
        RouterFunctions.Builder routes = RouterFunctions.route();
        files.forEach(file -> routes.GET(file.path(), file::reply));
        return routes.build();
    }

    private static byte[] own(String name) throws IOException {
        return new ClassPathResource(name, DocsConfiguration.class).getContentAsByteArray();
    }

    private static byte[] swaggerUi(ResourcePatternResolver classpath, String name) throws IOException {
        Resource[] found = classpath.getResources(SWAGGER_UI + name);
        if (found.length != 1) {
            throw new IllegalStateException("There is not one " + name + " on the class path but " + found.length);
        }
        return found[0].getContentAsByteArray();
    }
}
