package io.rookery.media.erasure;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.service.registry.ImportHttpServices;

/** The service that hears of an erasure. */
@Configuration(proxyBeanMethods = false)
@ImportHttpServices(group = "user-service", types = ErasureClient.class)
class ErasureConfiguration {}
