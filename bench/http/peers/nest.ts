// NestJS on Express as its documentation sets it up: nestjs-pino, helmet, class-validator.
import 'reflect-metadata';
import {
  Controller,
  Get,
  Header,
  Module,
  NotFoundException,
  Param,
  ParseUUIDPipe,
  Query,
  Res,
  ValidationPipe,
} from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import helmet from 'helmet';
import { Logger, LoggerModule } from 'nestjs-pino';
import { course, page, port, securityHeaders, version } from './data.mjs';
import { measure, registry } from './metrics.mjs';

class ListQuery {
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(100)
  limit = 20;

  @IsOptional()
  @IsString()
  @MaxLength(1_000)
  cursor?: string;

  @IsOptional()
  @IsString()
  @MaxLength(40)
  tag?: string;

  @IsIn(['newest', 'title'])
  sort = 'newest';
}

const listQuery = new ValidationPipe({
  transform: true,
  whitelist: true,
  forbidNonWhitelisted: true,
  expectedType: ListQuery,
});
const courses = new Map([[course.id, course]]);

@Controller('v1/courses')
class CoursesController {
  @Get(':courseId')
  @Header('etag', version)
  read(@Param('courseId', new ParseUUIDPipe()) courseId: string) {
    const found = courses.get(courseId);
    if (!found) throw new NotFoundException('There is no such course');
    return found;
  }

  @Get()
  list(@Query(listQuery) _query: ListQuery) {
    return page;
  }
}

@Controller('metrics')
class MetricsController {
  @Get()
  async read(@Res() res: { type(type: string): { send(text: string): void } }) {
    res.type(registry.contentType).send(await registry.metrics());
  }
}

@Module({ imports: [LoggerModule.forRoot()], controllers: [CoursesController, MetricsController] })
class AppModule {}

const app = await NestFactory.create<NestExpressApplication>(AppModule, { bufferLogs: true });
app.useLogger(app.get(Logger));
app.set('etag', 'strong');
app.use(measure);
app.use(helmet(securityHeaders));
await app.listen(port);
