# llhttp's C sources, where configure found those instead of a library. They
# lie outside the tree and are not ours to warn about.
llhttp/%.lo: $(COROKIT_LLHTTP_SOURCE_DIR)/%.c
	$(LIBTOOL) --tag=CC --mode=compile $(CC) $(COROKIT_LLHTTP_CPPFLAGS) $(CPPFLAGS) $(CFLAGS) $(EXTRA_CFLAGS) -w -fvisibility=hidden -c $< -o $@

# Takes back phpize's rule: arginfo is committed, and a checkout gives files
# any order of age. Making it would ask the network for PHP-Parser.
%_arginfo.h: %.stub.php
