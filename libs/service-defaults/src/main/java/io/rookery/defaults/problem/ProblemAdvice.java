package io.rookery.defaults.problem;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;
import org.springframework.validation.method.ParameterErrors;
import org.springframework.validation.method.ParameterValidationResult;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.databind.DatabindException;

/** Turns every exception of a controller into a {@link Problem}. */
@RestControllerAdvice
final class ProblemAdvice {

    private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

    @ExceptionHandler
    ResponseEntity<Problem> problem(ProblemException e, HttpServletRequest request) {
        ResponseEntity<Problem> reply = reply(request, e.status(), e.code(), e.detail(), List.of());
        HttpHeaders headers = new HttpHeaders(reply.getHeaders());
        if (e.status() == HttpStatus.UNAUTHORIZED) {
            // RFC 9110, 15.5.2: every 401 says how to authenticate
            headers.set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        e.retryAfter().ifPresent(wait -> headers.set(HttpHeaders.RETRY_AFTER, Problems.seconds(wait)));
        return new ResponseEntity<>(reply.getBody(), headers, reply.getStatusCode());
    }

    /** 422: the body is well formed, but its values are not allowed. */
    @ExceptionHandler
    ResponseEntity<Problem> invalidBody(MethodArgumentNotValidException e, HttpServletRequest request) {
        return invalidBody(request, e.getAllErrors());
    }

    /** 422 if the body is among what is wrong, else 400 for parameters. */
    @ExceptionHandler
    ResponseEntity<Problem> invalidArguments(HandlerMethodValidationException e, HttpServletRequest request) {
        List<ParameterErrors> bodies = e.getParameterValidationResults().stream()
                .filter(result -> AnnotatedElementUtils.hasAnnotation(
                        result.getMethodParameter().getParameter(), RequestBody.class))
                .filter(ParameterErrors.class::isInstance)
                .map(ParameterErrors.class::cast)
                .toList();
        if (!bodies.isEmpty()) {
            return invalidBody(
                    request,
                    bodies.stream()
                            .flatMap(body -> body.getAllErrors().stream())
                            .toList());
        }
        List<Problem.Invalid> errors = new ArrayList<>();
        for (ParameterValidationResult result : e.getParameterValidationResults()) {
            String name = Objects.requireNonNullElse(result.getMethodParameter().getParameterName(), "");
            for (MessageSourceResolvable error : result.getResolvableErrors()) {
                errors.add(new Problem.Invalid(name, "invalid", sentence(error)));
            }
        }
        return reply(
                request,
                HttpStatus.BAD_REQUEST,
                "invalid_parameter",
                "A parameter has a value that is not allowed.",
                errors);
    }

    @ExceptionHandler
    ResponseEntity<Problem> invalidParameter(MethodArgumentTypeMismatchException e, HttpServletRequest request) {
        return invalidParameter(request, e.getName(), "is malformed");
    }

    @ExceptionHandler
    ResponseEntity<Problem> missingParameter(MissingServletRequestParameterException e, HttpServletRequest request) {
        return invalidParameter(request, e.getParameterName(), "is required");
    }

    /** 400 if the body is not JSON, 422 if it is JSON of other types than asked for, 413 if it is too long. */
    @ExceptionHandler
    ResponseEntity<Problem> unreadableBody(HttpMessageNotReadableException e, HttpServletRequest request) {
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof PayloadTooLargeException tooLarge) {
                return problem(tooLarge.problem(), request);
            }
        }
        if (e.getCause() instanceof JacksonException mismatch
                && (mismatch instanceof DatabindException || mismatch instanceof InputCoercionException)
                && !mismatch.getPath().isEmpty()) {
            String pointer = pointer(mismatch);
            return reply(
                    request,
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    "validation_failed",
                    "The body has values that are not allowed.",
                    List.of(new Problem.Invalid(pointer, "invalid_type", "has the wrong type or range")));
        }
        return reply(
                request,
                HttpStatus.BAD_REQUEST,
                "malformed_request",
                "The body is missing or is not the JSON object this endpoint takes.",
                List.of());
    }

    @ExceptionHandler
    void clientWentAway(AsyncRequestNotUsableException e) {
        log.atDebug()
                .setMessage("The client went away before the reply was written")
                .log();
    }

    @ExceptionHandler
    ResponseEntity<Problem> other(Exception e, HttpServletRequest request) {
        // Spring's own exceptions carry their status and headers (Allow, Accept)
        if (e instanceof ErrorResponse known && known.getStatusCode().is4xxClientError()) {
            ResponseEntity<Problem> reply = reply(
                    request,
                    status(known.getStatusCode()),
                    code(known.getStatusCode()),
                    detail(known.getStatusCode()),
                    List.of());
            HttpHeaders headers = new HttpHeaders(reply.getHeaders());
            headers.addAll(known.getHeaders());
            return new ResponseEntity<>(reply.getBody(), headers, reply.getStatusCode());
        }
        return fault(e, request);
    }

    /** The reply to what is nobody's mistake but ours: 503 if it will pass, else 500. */
    static ResponseEntity<Problem> fault(@Nullable Throwable e, HttpServletRequest request) {
        if (e instanceof org.apache.tomcat.util.http.InvalidParameterException) {
            return reply(
                    request,
                    HttpStatus.BAD_REQUEST,
                    "malformed_request",
                    "The query is not UTF-8 in percent-encoding.",
                    List.of());
        }
        if (Infrastructure.isFault(e)) {
            log.atWarn()
                    .setMessage("Something this service depends on is unavailable")
                    .addKeyValue("path", request.getRequestURI())
                    .addKeyValue("reason", String.valueOf(e))
                    .log();
            return reply(
                    request,
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "service_unavailable",
                    "Something this request needs is unavailable, try again.",
                    List.of());
        }
        log.atError()
                .setMessage("Unexpected error")
                .addKeyValue("path", request.getRequestURI())
                .setCause(e)
                .log();
        return reply(
                request,
                HttpStatus.INTERNAL_SERVER_ERROR,
                "internal_error",
                "Something went wrong on our side; quote the request id when you report it.",
                List.of());
    }

    static String code(HttpStatusCode status) {
        return switch (status.value()) {
            case 400 -> "malformed_request";
            case 401 -> "unauthenticated";
            case 403 -> "forbidden";
            case 404 -> "not_found";
            case 405 -> "method_not_allowed";
            case 406 -> "not_acceptable";
            case 413 -> "payload_too_large";
            case 415 -> "unsupported_media_type";
            case 503 -> "service_unavailable";
            default -> status.is4xxClientError() ? "bad_request" : "internal_error";
        };
    }

    static String detail(HttpStatusCode status) {
        return switch (status.value()) {
            case 401 -> "A valid access token is needed.";
            case 403 -> "You may not do this.";
            case 404 -> "There is nothing here.";
            case 405 -> "This method is not supported here; see Allow.";
            case 406 -> "The reply is only available as application/json.";
            case 413 -> "The body is too large.";
            case 415 -> "The body must be application/json.";
            default ->
                status.is4xxClientError()
                        ? "The request is malformed."
                        : "Something went wrong on our side; quote the request id when you report it.";
        };
    }

    static HttpStatus status(HttpStatusCode code) {
        HttpStatus status = HttpStatus.resolve(code.value());
        return status == null ? HttpStatus.INTERNAL_SERVER_ERROR : status;
    }

    private static ResponseEntity<Problem> invalidBody(HttpServletRequest request, List<? extends ObjectError> errors) {
        List<Problem.Invalid> invalid = errors.stream()
                .map(error -> new Problem.Invalid(pointer(error), code(error), sentence(error)))
                .toList();
        return reply(
                request,
                HttpStatus.UNPROCESSABLE_CONTENT,
                "validation_failed",
                "The body has values that are not allowed.",
                invalid);
    }

    private static ResponseEntity<Problem> invalidParameter(HttpServletRequest request, String name, String why) {
        return reply(
                request,
                HttpStatus.BAD_REQUEST,
                "invalid_parameter",
                "The parameter " + name + " " + why + ".",
                List.of(new Problem.Invalid(name, "invalid", why)));
    }

    private static ResponseEntity<Problem> reply(
            HttpServletRequest request, HttpStatus status, String code, String detail, List<Problem.Invalid> errors) {
        return Problems.reply(status, code, detail, errors, Problems.instance(request));
    }

    private static String pointer(ObjectError error) {
        return error instanceof FieldError field
                ? "/"
                        + snakeCase(field.getField())
                                .replace('.', '/')
                                .replace('[', '/')
                                .replace("]", "")
                : "";
    }

    private static String pointer(JacksonException mismatch) {
        return mismatch.getPath().stream().map(ProblemAdvice::segment).collect(Collectors.joining("/", "/", ""));
    }

    private static String segment(JacksonException.Reference reference) {
        String property = reference.getPropertyName();
        return property == null ? String.valueOf(reference.getIndex()) : property;
    }

    /** The constraint's name as a slug: {@code NotBlank} is {@code not_blank}. */
    private static String code(ObjectError error) {
        String constraint = Objects.requireNonNullElse(error.getCode(), "invalid");
        return snakeCase(constraint);
    }

    private static String snakeCase(String camelCase) {
        return camelCase.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }

    private static String sentence(MessageSourceResolvable error) {
        return Objects.requireNonNullElse(error.getDefaultMessage(), "is not allowed");
    }
}
