// Lets a child process of a test run our sources as they stand: relative imports name the built file.
import { registerHooks } from 'node:module';

registerHooks({
  resolve(specifier, context, next) {
    const isOurs = specifier.startsWith('.') && specifier.endsWith('.js') && context.parentURL?.endsWith('.ts');
    return next(isOurs ? `${specifier.slice(0, -3)}.ts` : specifier, context);
  },
});
