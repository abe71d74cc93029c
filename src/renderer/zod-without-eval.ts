import { z } from 'zod';

// The window's content security policy forbids code made from strings; zod would try that for speed. This module must be the
// first that runs, before any schema is used.
z.config({ jitless: true });
